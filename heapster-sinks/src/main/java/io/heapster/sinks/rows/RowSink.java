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
 * the requests that went through are not sent again.
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
    int skipped = progress.chunksDone(batch.timestamp());
    var flight =
        new ChunkFlight(
            name,
            limits.concurrency(),
            skipped,
            rows -> delivery.deliver(batch.timestamp(), rows),
            spare);
    try {
      var writer = new RowWriter(limits.rows(), limits.bytes(), flight.spareBuffer(), flight);
      encoder.encode(batch, lane, writer);
      writer.flush();
      flight.land();
      progress.finished(batch.timestamp());
    } catch (IOException | RuntimeException | InterruptedException e) {
      progress.failed(batch.timestamp(), flight.abort());
      throw e;
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
