package io.heapster.sinks.rows;

import com.codahale.metrics.Counter;
import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells bad rows from a far end that refuses whatever it gets, such as another server at the same
 * address. While nothing of a batch was taken, the first rows that are refused wait here; once
 * there are {@value #ALIKE}, all with the same reason, and the last one fares no better, the sink
 * is held instead of setting aside row after row. Fewer rows may well all be bad. A batch is let go
 * when rows of others were taken since it was held: then it is the rows after all. Used by one
 * thread.
 */
final class RefusalGuard {
  static final int ALIKE = 8;

  private final BatchAttempt attempt;
  private final int rows;
  private final Counter delivered;
  private final List<Runnable> waiting = new ArrayList<>();
  private final Sounding sounding;
  private boolean released;
  private @Nullable String only;

  /** Tells whether a row from the other end of the chunk is taken: bad rows stand together. */
  interface Sounding {
    boolean isAnyTaken() throws IOException, InterruptedException;
  }

  /**
   * @param rows in the chunk
   * @param delivered rows of the sink so far
   */
  RefusalGuard(BatchAttempt attempt, int rows, Counter delivered, Sounding sounding) {
    this.attempt = attempt;
    this.rows = rows;
    this.delivered = delivered;
    this.sounding = sounding;
    this.released = rows < ALIKE;
  }

  /**
   * A single row that is refused.
   *
   * @param setAside puts it to the dead letters, now or later or never
   */
  void refused(String reason, Runnable setAside) throws IOException, InterruptedException {
    boolean another = only != null && !only.equals(reason);
    only = reason;
    waiting.add(setAside);
    if (released || another || attempt.isUnderstood()) {
      release();
    } else if (waiting.size() == ALIKE) {
      if (!sounding.isAnyTaken() && attempt.memory().hold(delivered.getCount())) {
        throw held(reason);
      }
      release();
    }
  }

  private SinkHeldException held(String reason) {
    return new SinkHeldException(
        ("the first %d of %d rows and the last are refused one by one, and nothing was taken,"
                + " always because of: %s. Check that the address is that of the right server")
            .formatted(ALIKE, rows, reason));
  }

  /** The far end takes rows, or its refusals are about them. */
  void release() {
    released = true;
    waiting.forEach(Runnable::run);
    waiting.clear();
  }
}
