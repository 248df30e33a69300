package io.heapster.sinks.rows;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings one chunk to the far end, row by refused row if need be: what is refused as a whole is
 * halved until the rows to blame are found, and those go to the dead letters. Thread-safe.
 */
final class ChunkDelivery {
  /**
   * Requests that a chunk may cost beyond its first. A few bad rows among 10,000 are found with
   * some 30 each; where most are bad, what is left is set aside in larger pieces.
   */
  static final int MAX_EXTRA_REQUESTS = 250;

  /** How often single rows are sent again at once, before the whole batch waits its turn. */
  private static final int MAX_ROUNDS = 3;

  private final RowSender sender;
  private final DeadLetterBox deadLetters;
  private final RowCounts counts;
  private final TimeSource time;

  ChunkDelivery(RowSender sender, DeadLetterBox deadLetters, RowCounts counts, TimeSource time) {
    this.sender = sender;
    this.deadLetters = deadLetters;
    this.counts = counts;
    this.time = time;
  }

  /** Returns once every row is either taken or set aside. */
  void deliver(Instant batch, Rows rows) throws IOException, InterruptedException {
    new Run(batch).deliver(rows, 1);
  }

  private final class Run {
    private final Instant batch;
    private int requests;

    Run(Instant batch) {
      this.batch = batch;
    }

    void deliver(Rows rows, int round) throws IOException, InterruptedException {
      switch (call(rows)) {
        case SendResult.Accepted() -> counts.delivered.inc(rows.size());
        case SendResult.Refused(String reason) -> split(rows, reason);
        case SendResult.Partly(List<RefusedRow> refused, List<Integer> again) ->
            partly(rows, refused, again, round);
        case SendResult.Thinned(long dropped, String _) -> {
          counts.dropped.inc(dropped);
          counts.delivered.inc(Math.max(0, rows.size() - dropped));
        }
      }
    }

    private void split(Rows rows, String reason) throws IOException, InterruptedException {
      if (rows.size() == 1 || requests > MAX_EXTRA_REQUESTS) {
        for (int row = 0; row < rows.size(); row++) {
          setAside(rows, row, reason);
        }
        return;
      }
      int middle = rows.size() / 2;
      deliver(rows.slice(0, middle), 1);
      deliver(rows.slice(middle, rows.size()), 1);
    }

    private void partly(Rows rows, List<RefusedRow> refused, List<Integer> again, int round)
        throws IOException, InterruptedException {
      for (RefusedRow row : refused) {
        setAside(rows, row.row(), row.reason());
      }
      counts.delivered.inc(rows.size() - refused.size() - again.size());
      if (again.isEmpty()) {
        return;
      }
      if (round == MAX_ROUNDS) {
        throw new RetryLaterException(
            again.size() + " of " + rows.size() + " rows put off " + round + " times", null);
      }
      deliver(rows.pick(again), round + 1);
    }

    private void setAside(Rows rows, int row, String reason) {
      counts.deadLetters.inc();
      deadLetters.add(batch, reason, rows.row(row));
    }

    private SendResult call(Rows rows) throws IOException, InterruptedException {
      requests++;
      long begun = time.elapsedNanos();
      try {
        SendResult result = sender.send(rows);
        counts.bytes.inc(rows.length());
        (result instanceof SendResult.Refused ? counts.callsRefused : counts.callsAccepted).inc();
        return result;
      } catch (IOException | RuntimeException e) {
        counts.callsFailed.inc();
        throw e;
      } finally {
        counts.callDuration.update(time.elapsedNanos() - begun, TimeUnit.NANOSECONDS);
      }
    }
  }
}
