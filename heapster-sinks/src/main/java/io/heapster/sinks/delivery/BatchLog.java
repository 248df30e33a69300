package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.PendingOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where batches and cursors outlive the process. One thread appends, syncs, releases, takes orders;
 * one stores cursors; any thread asks the rest.
 */
interface BatchLog {

  /** Whether what was appended can be read again. */
  boolean isDurable();

  /** The sequence of the oldest batch that can be read; {@link #nextSequence} when none can. */
  long oldest();

  /** The sequence of the next batch. */
  long nextSequence();

  /**
   * Where a sink goes on; from now on it has a cursor. One that cannot be stored now is stored with
   * the first batch delivered.
   */
  CursorState register(String sink);

  void store(String sink, CursorState state) throws IOException;

  /** Forces stored cursors to the disk. */
  void syncCursors() throws IOException;

  /** Adds a batch; when this returns it can be read. */
  void append(long sequence, DataBatch batch) throws IOException;

  /** Forces appended batches to the disk. */
  void sync() throws IOException;

  /** For one thread. */
  Reader newReader();

  /** When the first batch that can be read from a sequence on was made. */
  Optional<Instant> timestampFrom(long sequence);

  long bytes(CursorState cursor, long head);

  /**
   * Removes what nobody needs, and what is past the caps.
   *
   * @param deliveredBelow no cursor waits for a sequence below
   * @return what went since the last call
   */
  List<Gone> release(long deliveredBelow);

  /** What operators ordered; each comes again until it is said to be done. */
  List<PendingOrder> orders();

  CursorOrder.Applied apply(CursorOrder order, CursorState state);

  /** Carries out an order on the cursor of a sink that is not registered; empty without cursor. */
  Optional<CursorOrder.Applied> applyOnDisk(CursorOrder order) throws IOException;

  void close();

  /** Reads batches; keeps what successive ones share. */
  interface Reader {

    /**
     * @throws IOException when it cannot be read now, and may be later
     */
    Reading read(long sequence) throws IOException;
  }
}
