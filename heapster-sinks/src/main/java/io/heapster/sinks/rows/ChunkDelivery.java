package io.heapster.sinks.rows;

import io.heapster.core.pipeline.RetryLaterException;
import io.heapster.core.time.TimeSource;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Brings one chunk to the far end, row by refused row if need be: what is refused as a whole is
 * halved until the rows to blame are found, and those go to the dead letters. Thread-safe.
 */
final class ChunkDelivery {
  /**
   * Requests that a batch may cost beyond the first of each chunk. A few bad rows among 10,000 are
   * found with some 30 each; where most are bad, what is left is set aside in larger pieces.
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

  /**
   * Returns once every row is either taken or set aside. What of it was done before a failure is
   * remembered, and not done again.
   *
   * @param number of the chunk in its batch
   * @throws io.heapster.core.pipeline.SinkHeldException when not this or that row is refused, but
   *     whatever is sent
   */
  void deliver(BatchAttempt attempt, int number, Rows rows)
      throws IOException, InterruptedException {
    BatchMemory memory = attempt.memory();
    if (memory.isDone(number)) {
      return;
    }
    var run = new Run(attempt, memory.settled(number), rows);
    try {
      run.deliver(run.unsettled(rows), 1);
      run.guard.release();
      memory.finished(number);
    } finally {
      if (!memory.isDone(number)) {
        memory.settle(number, run.settled);
      }
    }
  }

  /**
   * Rows under way.
   *
   * @param origin of a row in the chunk, by its index here
   */
  private record Piece(Rows rows, IntUnaryOperator origin) {
    Piece slice(int first, int end) {
      return new Piece(rows.slice(first, end), row -> origin.applyAsInt(first + row));
    }

    Piece pick(List<Integer> picked) {
      return new Piece(rows.pick(picked), row -> origin.applyAsInt(picked.get(row)));
    }

    int size() {
      return rows.size();
    }
  }

  private final class Run {
    private final BatchAttempt attempt;
    private final BitSet settled;
    private final RefusalGuard guard;

    Run(BatchAttempt attempt, BitSet settled, Rows rows) {
      this.attempt = attempt;
      this.settled = settled;
      this.guard =
          new RefusalGuard(
              attempt,
              rows.size(),
              counts.delivered,
              () -> isAnyTaken(rows.slice(rows.size() - 1, rows.size())));
    }

    Piece unsettled(Rows rows) {
      var whole = new Piece(rows, IntUnaryOperator.identity());
      return settled.isEmpty()
          ? whole
          : whole.pick(
              IntStream.range(0, rows.size()).filter(row -> !settled.get(row)).boxed().toList());
    }

    void deliver(Piece piece, int round) throws IOException, InterruptedException {
      if (piece.size() == 0) {
        return;
      }
      switch (call(piece.rows)) {
        case SendResult.Accepted() -> taken(piece, 0);
        case SendResult.Refused(String reason) -> refused(piece, reason);
        case SendResult.Partly(List<RefusedRow> refused, List<Integer> again) ->
            partly(piece, refused, again, round);
        case SendResult.Thinned(long dropped, String _) -> taken(piece, dropped);
        case SendResult.Sifted(long dropped, String kind, String reason) ->
            sifted(piece, dropped, kind, reason);
      }
    }

    private void taken(Piece piece, long dropped) {
      understood();
      counts.dropped.inc(dropped);
      counts.delivered.inc(Math.max(0, piece.size() - dropped));
      for (int row = 0; row < piece.size(); row++) {
        settled.set(piece.origin.applyAsInt(row));
      }
    }

    private void refused(Piece piece, String reason) throws IOException, InterruptedException {
      if (piece.size() > 1 && attempt.maySearch()) {
        halve(piece);
        return;
      }
      for (int row = 0; row < piece.size(); row++) {
        setAside(piece, row, reason);
      }
    }

    /** One row of each kind is looked for, to be shown; the others are only counted. */
    private void sifted(Piece piece, long dropped, String kind, String reason)
        throws IOException, InterruptedException {
      understood();
      if (attempt.memory().isFound(kind) || !attempt.maySearch()) {
        taken(piece, dropped);
      } else if (piece.size() > 1) {
        halve(piece);
      } else {
        attempt.memory().found(kind);
        setAside(piece, 0, reason);
      }
    }

    private void halve(Piece piece) throws IOException, InterruptedException {
      int middle = piece.size() / 2;
      attempt.searched();
      deliver(piece.slice(0, middle), 1);
      attempt.searched();
      deliver(piece.slice(middle, piece.size()), 1);
    }

    /** A row that is taken here goes again with the others: one duplicate, counted once. */
    private boolean isAnyTaken(Rows last) throws IOException, InterruptedException {
      attempt.searched();
      return switch (call(last)) {
        case SendResult.Refused _ -> false;
        case SendResult.Partly(List<RefusedRow> refused, _) -> refused.isEmpty();
        case SendResult.Accepted _, SendResult.Thinned _, SendResult.Sifted _ -> true;
      };
    }

    private void partly(Piece piece, List<RefusedRow> refused, List<Integer> again, int round)
        throws IOException, InterruptedException {
      int taken = piece.size() - refused.size() - again.size();
      counts.delivered.inc(taken);
      if (taken > 0) {
        understood();
      }
      settlePartly(piece, refused, again);
      for (RefusedRow row : refused) {
        setAside(piece, row.row(), row.reason());
      }
      if (again.isEmpty()) {
        return;
      }
      if (round == MAX_ROUNDS) {
        guard.release();
        throw new RetryLaterException(
            again.size() + " of " + piece.size() + " rows put off " + round + " times", null);
      }
      deliver(piece.pick(again), round + 1);
    }

    private void settlePartly(Piece piece, List<RefusedRow> refused, List<Integer> again) {
      var open = new BitSet();
      refused.forEach(row -> open.set(row.row()));
      again.forEach(open::set);
      for (int row = open.nextClearBit(0); row < piece.size(); row = open.nextClearBit(row + 1)) {
        settled.set(piece.origin.applyAsInt(row));
      }
    }

    private void understood() {
      attempt.understood();
      guard.release();
    }

    private void setAside(Piece piece, int row, String reason)
        throws IOException, InterruptedException {
      int origin = piece.origin.applyAsInt(row);
      guard.refused(
          reason,
          () -> {
            counts.deadLetters.inc();
            settled.set(origin);
            deadLetters.add(attempt.memory().batch(), reason, piece.rows.row(row));
          });
    }

    private SendResult call(Rows rows) throws IOException, InterruptedException {
      long begun = time.elapsedNanos();
      try {
        SendResult result = sender.send(rows);
        counts.bytes.inc(rows.length());
        (isRefusal(result) ? counts.callsRefused : counts.callsAccepted).inc();
        return result;
      } catch (IOException | RuntimeException e) {
        counts.callsFailed.inc();
        throw e;
      } finally {
        counts.callDuration.update(time.elapsedNanos() - begun, TimeUnit.NANOSECONDS);
      }
    }
  }

  private static boolean isRefusal(SendResult result) {
    return result instanceof SendResult.Refused || result instanceof SendResult.Sifted;
  }
}
