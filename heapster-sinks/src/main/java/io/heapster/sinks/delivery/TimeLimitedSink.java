package io.heapster.sinks.delivery;

import io.heapster.core.config.Durations;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A sink that always comes back in time. Each export runs on a thread of its own, which is
 * interrupted when the time is up. One that ignores the interrupt is left behind, once: until it
 * ends, no other export begins, so a stuck sink costs one thread and one batch and still sees its
 * batches one at a time.
 *
 * <p>Used by one thread at a time, like any sink.
 */
final class TimeLimitedSink implements DataSink {
  private final DataSink sink;
  private final Duration limit;

  /** The last export that did not end in time; it may have ended since. */
  private @Nullable Thread leftBehind;

  TimeLimitedSink(DataSink sink, Duration limit) {
    this.sink = sink;
    this.limit = limit;
  }

  @Override
  public String name() {
    return sink.name();
  }

  /**
   * @throws ExportTimeoutException when the time is up, be it spent on this batch or on waiting for
   *     the end of an export left behind
   */
  @Override
  public void export(DataBatch batch) throws IOException, InterruptedException {
    awaitLeftBehind();
    var done = new CompletableFuture<@Nullable Void>();
    Thread thread = Thread.ofVirtual().name("export-" + name()).start(() -> run(batch, done));
    try {
      done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      leaveBehind(thread);
      throw new ExportTimeoutException(
          "batch of " + batch.timestamp() + " not taken within " + Durations.format(limit));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      leaveBehind(thread);
      throw e;
    }
  }

  @Override
  public void close() {
    sink.close();
  }

  private void run(DataBatch batch, CompletableFuture<@Nullable Void> done) {
    try {
      sink.export(batch);
      done.complete(null);
    } catch (Throwable e) {
      // Errors too: a sink that runs out of memory or lacks a class must not end its worker.
      done.completeExceptionally(e);
    }
  }

  private void leaveBehind(Thread export) {
    export.interrupt();
    leftBehind = export;
  }

  private void awaitLeftBehind() throws IOException, InterruptedException {
    Thread before = leftBehind;
    if (before == null) {
      return;
    }
    // Again: some code swallows one interrupt and obeys the next.
    before.interrupt();
    if (!before.join(limit)) {
      throw new ExportTimeoutException(
          "an earlier export ignores its interrupt, for " + Durations.format(limit) + " again");
    }
    leftBehind = null;
  }

  private static IOException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case null, default -> new IOException("export ended by " + cause, cause);
    };
  }
}
