package io.heapster.sinks.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.DeadLetterBox;
import io.heapster.sinks.rows.RowLimits;
import io.heapster.sinks.rows.RowSink;
import io.heapster.sinks.rows.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "2.0, 2",
    "-2.5, -2.5",
    "0.1, 0.1",
    "1.0E7, 10000000",
    "1.23456789E7, 12345678.9",
    "1.0E-6, 0.000001",
    "9.9E-7, 9.9e-7",
    "1.0E-10, 1e-10",
    "1.0E20, 100000000000000000000",
    "1.0E21, 1e+21",
    "1.7976931348623157E308, 1.7976931348623157e+308",
    "9.007199254740993E15, 9007199254740992"
  })
  void write_number_isAsGoHasIt(double value, String expected) throws Exception {
    var text = new StringBuilder();
    try (var sink =
        new RowSink(
            "test",
            (_, _, out) -> {
              JsonNumbers.write(value, out);
              out.endRow();
            },
            rows -> {
              text.append(new String(rows.row(0), StandardCharsets.UTF_8));
              return SendResult.ACCEPTED;
            },
            new RowLimits(1, 1, 1, Duration.ofMinutes(1)),
            DeadLetterBox.NONE,
            new Telemetry(new MetricRegistry()),
            TimeSource.system())) {
      sink.export(DataBatch.empty(Instant.EPOCH), Lane.FRESH);
    }
    assertThat(text).hasToString(expected);
  }
}
