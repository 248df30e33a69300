package io.heapster.sinks.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.core.telemetry.SelfMetric;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.codec.BatchEncoder;
import io.heapster.sinks.journal.DataDirectory;
import io.heapster.sinks.journal.Journal;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.testing.BatchScript;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalLogTest {
  private final Telemetry telemetry = new Telemetry(new MetricRegistry());

  /** A batch whose one value is that of a labelled metric which no catalogue has. */
  private static ByteBuffer ofTomorrow() {
    EntityKey node = new EntityKey.Node("n1");
    DataBatch batch =
        BatchScript.at(Instant.EPOCH)
            .entity(node, Map.of())
            .device(node, Labels.of("resource_id", "/"), LabeledMetrics.FILESYSTEM_USAGE, 1)
            .build();
    // Latin-1, because each byte is a character of it.
    String today = ISO_8859_1.decode(new BatchEncoder().encode(batch)).toString();
    assertThat(today).containsOnlyOnce("filesystem/usage");
    return ByteBuffer.wrap(
        today.replace("filesystem/usage", "filesystem/gauge").getBytes(ISO_8859_1));
  }

  @Test
  void read_metricOfAnotherRelease_isCounted(@TempDir Path data) throws Exception {
    JournalConfig config = JournalConfig.defaults(data);
    try (DataDirectory directory = DataDirectory.open(data);
        Journal journal = Journal.open(directory, config, TimeSource.system())) {
      journal.append(0, Instant.EPOCH, ofTomorrow());
    }
    try (DeliveryStorage storage = DeliveryStorage.open(config, TimeSource.system(), telemetry)) {

      assertThat(storage.log().newReader().read(0)).isInstanceOf(Reading.Found.class);

      assertThat(telemetry.counter(SelfMetric.VALUES_DROPPED, "unknown_metric").getCount())
          .isEqualTo(1);
    }
  }
}
