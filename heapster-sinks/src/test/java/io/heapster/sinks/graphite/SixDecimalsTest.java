package io.heapster.sinks.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.sinks.rows.EncodedRows;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.OddBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SixDecimalsTest {

  private static List<Double> numbers() {
    var random = new SplittableRandom(7);
    var numbers = new ArrayList<Double>();
    numbers.addAll(
        List.of(0.0, -0.0, 1e-7, -1e-7, 5e-7, 0.1234565, -0.5, 8_796_093.022_208, 1e300));
    for (int i = 0; i < 20_000; i++) {
      double any = random.nextDouble(-1, 1);
      numbers.add(any);
      numbers.add(any * 1e7);
      numbers.add(any * 1e12);
      // Halves of the last decimal, or as near to one as a double gets.
      numbers.add((random.nextLong(20_000_000) + 0.5) / 1e6);
      numbers.add(random.nextLong(1 << 20) / 128.0);
    }
    return numbers;
  }

  @Test
  void write_anyNumber_isRoundedFromItsExactValue() {
    List<Double> numbers = numbers();
    BatchScript script = BatchScript.at(OddBatch.TIME);
    for (int i = 0; i < numbers.size(); i++) {
      script.value(
          new EntityKey.Node("%06d".formatted(i)),
          PlainMetrics.CPU_NODE_UTILIZATION,
          numbers.get(i));
    }
    DataBatch batch = script.build();

    List<String> written =
        EncodedRows.texts(new LineEncoder("k", new Counter()), batch).stream()
            .map(line -> line.split(" ")[1])
            .toList();

    assertThat(written).isEqualTo(numbers.stream().map(SixDecimals::exactly).toList());
  }
}
