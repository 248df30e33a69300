package io.heapster.sources.kubelet;

import io.vertx.core.buffer.Buffer;

/**
 * The body of one answer while it is received. Grows as needed within the limits of one answer and
 * of all. Not thread-safe; {@link #release} must be called in the end.
 */
final class AnswerBody {
  private final BodyPool pool;
  private final GatherBudget budget;
  private final int most;
  private byte[] bytes;
  private int length;

  /** Whether bytes were taken, and which limit was hit otherwise. */
  enum Fit {
    FITS,
    PAST_ANSWER_LIMIT,
    PAST_BUDGET
  }

  private AnswerBody(BodyPool pool, GatherBudget budget, int most, byte[] bytes) {
    this.pool = pool;
    this.budget = budget;
    this.most = most;
    this.bytes = bytes;
  }

  /** An empty body which takes no memory before its first byte. */
  static AnswerBody of(BodyPool pool, GatherBudget budget, int most) {
    return new AnswerBody(pool, budget, most, new byte[0]);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /**
   * Makes room for an answer of the length expected, but for no more than an ordinary one: what is
   * only announced must not cost others their room.
   *
   * @param total 0 when not known
   */
  Fit expect(long total) {
    if (total > most) {
      return Fit.PAST_ANSWER_LIMIT;
    }
    int room = (int) Math.min(total, BodyPool.LARGEST_KEPT);
    return room <= bytes.length || grow(room) ? Fit.FITS : Fit.PAST_BUDGET;
  }

  Fit append(Buffer chunk) {
    int needed = length + chunk.length();
    if (needed > most) {
      return Fit.PAST_ANSWER_LIMIT;
    }
    if (needed > bytes.length && !grow(Math.max(needed, Math.min(2 * bytes.length, most)))) {
      return Fit.PAST_BUDGET;
    }
    chunk.getBytes(bytes, length);
    length = needed;
    return Fit.FITS;
  }

  /** What was gathered, as a body of its own; this one is empty afterwards. */
  AnswerBody handOver() {
    var whole = new AnswerBody(pool, budget, most, bytes);
    whole.length = length;
    bytes = new byte[0];
    length = 0;
    return whole;
  }

  /** Ends the use of the array. */
  void release() {
    budget.giveBack(bytes.length);
    if (bytes.length > 0) {
      pool.giveBack(bytes);
    }
    bytes = new byte[0];
    length = 0;
  }

  /** Changes to a larger array; the budget is asked for the difference first. */
  private boolean grow(int capacity) {
    int larger = pool.lengthFor(capacity);
    if (!budget.take(larger - bytes.length)) {
      return false;
    }
    byte[] before = bytes;
    bytes = pool.take(capacity);
    System.arraycopy(before, 0, bytes, 0, length);
    if (before.length > 0) {
      pool.giveBack(before);
    }
    return true;
  }
}
