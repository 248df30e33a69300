package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.PendingOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** No log at all: what left the memory is gone, and every start is the first. */
final class MemoryLog implements BatchLog {

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public long oldest() {
    return 0;
  }

  @Override
  public long nextSequence() {
    return 0;
  }

  @Override
  public CursorState register(String sink) {
    return CursorState.startAt(0);
  }

  @Override
  public void store(String sink, CursorState state) {}

  @Override
  public void syncCursors() {}

  @Override
  public void append(long sequence, DataBatch batch) {}

  @Override
  public void sync() {}

  @Override
  public Reader newReader() {
    return _ -> new Reading.Missing(Loss.LAGGED);
  }

  @Override
  public Optional<Instant> timestampFrom(long sequence) {
    return Optional.empty();
  }

  @Override
  public long bytes(CursorState cursor, long head) {
    return 0;
  }

  @Override
  public List<Gone> release(long deliveredBelow) {
    return List.of();
  }

  @Override
  public List<PendingOrder> orders() {
    return List.of();
  }

  @Override
  public CursorOrder.Applied apply(CursorOrder order, CursorState state) {
    return new CursorOrder.Applied(state, 0, 0);
  }

  @Override
  public Optional<CursorOrder.Applied> applyOnDisk(CursorOrder order) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
