package io.heapster.sinks.rows;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A sink that sends a batch as rows: encodes it, cuts it into requests, has several under way if
 * told so, and sets aside what the far end refuses. When a batch fails half way and comes again,
 * what went through is not sent again.
 */
public final class RowSink implements DataSink {
  private final String name;
  private final RowEncoder encoder;
  private final RowSender sender;
  private final RowLimits limits;
  private final ChunkDelivery delivery;
  private final Progress progress = new Progress();
  private final ConcurrentLinkedQueue<RowBuffer> spare = new ConcurrentLinkedQueue<>();

  /**
   * @param sender is closed by this
   */
  public RowSink(
      String name,
      RowEncoder encoder,
      RowSender sender,
      RowLimits limits,
      DeadLetterBox deadLetters,
      Telemetry telemetry,
      TimeSource time) {
    this.name = name;
    this.encoder = encoder;
    this.sender = new TimeLimitedSender(name, sender, limits.callTimeout());
    this.limits = limits;
    this.delivery =
        new ChunkDelivery(this.sender, deadLetters, new RowCounts(telemetry, name), time);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(DataBatch batch, Lane lane) throws IOException, InterruptedException {
    BatchMemory memory = progress.begin(batch, lane);
    var attempt = new BatchAttempt(memory);
    var flight =
        new ChunkFlight(
            name,
            limits.concurrency(),
            (number, rows) -> delivery.deliver(attempt, number, rows),
            spare);
    boolean landed = false;
    try {
      var writer = new RowWriter(limits.rows(), limits.bytes(), flight.spareBuffer(), flight);
      encoder.encode(batch, lane, writer);
      flight.giveBack(writer.finish());
      flight.land();
      landed = true;
      progress.finished(batch);
    } finally {
      // Errors too: what is under way would write to the far end beside the next attempt.
      if (!landed) {
        flight.abort();
        progress.failed(batch, memory);
      }
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
