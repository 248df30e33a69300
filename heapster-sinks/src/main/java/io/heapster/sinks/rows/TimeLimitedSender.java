package io.heapster.sinks.rows;

import io.heapster.core.config.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A sender whose calls always come back in time. Each call runs on a thread of its own, which is
 * interrupted when the time is up. One that ignores the interrupt is left behind, and until it
 * ended no other call begins, so a stuck client costs as many threads as the sink has requests
 * under way, and no more.
 */
final class TimeLimitedSender implements RowSender {
  private final String name;
  private final RowSender sender;
  private final Duration limit;

  /** Calls that did not end in time; they may have ended since. */
  private final Set<Thread> leftBehind = ConcurrentHashMap.newKeySet();

  TimeLimitedSender(String name, RowSender sender, Duration limit) {
    this.name = name;
    this.sender = sender;
    this.limit = limit;
  }

  /**
   * @throws CallTimeoutException when the time is up, be it spent on this call or on waiting for
   *     the end of one left behind
   */
  @Override
  public SendResult send(Rows rows) throws IOException, InterruptedException {
    awaitLeftBehind();
    var result = new CompletableFuture<SendResult>();
    Thread call = Thread.ofVirtual().name("send-" + name).start(() -> run(rows, result));
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      leaveBehind(call);
      throw new CallTimeoutException("no answer within " + Durations.format(limit));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      leaveBehind(call);
      throw e;
    }
  }

  @Override
  public void close() {
    sender.close();
  }

  private void run(Rows rows, CompletableFuture<SendResult> result) {
    try {
      result.complete(sender.send(rows));
    } catch (Throwable e) {
      // Errors too: a client that runs out of memory or lacks a class must not end its worker.
      result.completeExceptionally(e);
    }
  }

  private void leaveBehind(Thread call) {
    leftBehind.add(call);
    call.interrupt();
  }

  private void awaitLeftBehind() throws IOException, InterruptedException {
    for (Thread before : List.copyOf(leftBehind)) {
      // Again: some code swallows one interrupt and obeys the next.
      before.interrupt();
      if (!before.join(limit)) {
        throw new CallTimeoutException(
            "an earlier request ignores its interrupt, for " + Durations.format(limit) + " again");
      }
      leftBehind.remove(before);
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case null, default -> new IOException("request ended by " + cause, cause);
    };
  }
}
