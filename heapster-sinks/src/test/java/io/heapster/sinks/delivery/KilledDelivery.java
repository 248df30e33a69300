package io.heapster.sinks.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.journal.Fsync;
import io.heapster.sinks.journal.JournalConfig;
import io.heapster.sinks.testing.BatchScript;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A process with a whole delivery, to be killed by {@link DeliveryKillTest}: feeds a batch every 20
 * ms to two sinks that tell the test what they got, one line each. When it may drain, it feeds no
 * more and ends once both have everything.
 */
final class KilledDelivery {
  private static final Duration TICK = Duration.ofMillis(20);

  /** Batches that may wait for the disk, which has other things to do while tests run. */
  private static final int RING = 50;

  private KilledDelivery() {}

  /**
   * @param arguments data directory, port of the test, fsync, seed, "feed" or "drain"
   */
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    boolean feeds = arguments[4].equals("feed");
    var time = TimeSource.system();
    var registry = new MetricRegistry();
    var telemetry = new Telemetry(registry);
    JournalConfig defaults = JournalConfig.defaults(data);
    var config =
        new JournalConfig(
            data,
            Fsync.valueOf(arguments[2]),
            defaults.maxBytes(),
            defaults.maxAge(),
            Duration.ZERO,
            1 << 16);
    try (var test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]))) {
      OutputStream out = test.getOutputStream();
      var chance = new Random(Long.parseLong(arguments[3]));
      DeliveryStorage storage = DeliveryStorage.open(config, time, telemetry);
      var delivery =
          new Delivery(
              List.of(
                  new TellingSink("good", out, () -> false),
                  new TellingSink("bad", out, () -> feeds && chance.nextInt(10) == 0)),
              new DeliveryConfig(RING, TICK, 20),
              new TellingLog(storage.log(), out),
              new DeliveryContext(time, new SplittableRandom(1), telemetry));
      delivery.start();
      while (feeds) {
        delivery.accept(batch(time.now()));
        time.sleep(TICK);
      }
      while (lag(registry, "good") + lag(registry, "bad") > 0) {
        time.sleep(TICK);
      }
      delivery.close(Duration.ofSeconds(5));
    }
  }

  private static long lag(MetricRegistry registry, String sink) {
    String series = "heapster_sink_lag_batches{sink=\"" + sink + "\"}";
    return ((Number) registry.getGauges().get(series).getValue()).longValue();
  }

  private static DataBatch batch(Instant now) {
    var script = BatchScript.at(now);
    for (int node = 0; node < 20; node++) {
      var key = new EntityKey.Node("node-" + node);
      script.entity(key, Map.of("hostname", "node-" + node));
      script.value(key, PlainMetrics.MEMORY_USAGE, now.toEpochMilli() + node);
    }
    return script.build();
  }

  private static void tell(OutputStream out, String who, Instant batch) throws IOException {
    byte[] line = (who + " " + batch + "\n").getBytes(US_ASCII);
    synchronized (out) {
      out.write(line);
    }
  }

  private interface Failing {
    boolean now();
  }

  private record TellingSink(String name, OutputStream out, Failing failing) implements DataSink {
    @Override
    public void export(DataBatch batch, Lane lane) throws IOException {
      if (failing.now()) {
        throw new IOException("a bad moment");
      }
      tell(out, name, batch.timestamp());
    }
  }

  /** Tells the test of each batch that is in the journal. */
  private static final class TellingLog extends ForwardingLog {
    private final OutputStream out;

    TellingLog(BatchLog log, OutputStream out) {
      super(log);
      this.out = out;
    }

    @Override
    public void append(long sequence, DataBatch batch) throws IOException {
      super.append(sequence, batch);
      tell(out, "journal", batch.timestamp());
    }
  }
}
