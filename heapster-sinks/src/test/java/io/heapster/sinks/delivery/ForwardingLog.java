package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.sinks.journal.CursorOrder;
import io.heapster.sinks.journal.CursorState;
import io.heapster.sinks.journal.PendingOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A log for tests to stand in front of another one, which it says to be durable. */
class ForwardingLog implements BatchLog {
  private final BatchLog log;

  ForwardingLog(BatchLog log) {
    this.log = log;
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public long oldest() {
    return log.oldest();
  }

  @Override
  public long nextSequence() {
    return log.nextSequence();
  }

  @Override
  public CursorState register(String sink) {
    return log.register(sink);
  }

  @Override
  public void store(String sink, CursorState state) throws IOException {
    log.store(sink, state);
  }

  @Override
  public void syncCursors() throws IOException {
    log.syncCursors();
  }

  @Override
  public void append(long sequence, DataBatch batch) throws IOException {
    log.append(sequence, batch);
  }

  @Override
  public void sync() throws IOException {
    log.sync();
  }

  @Override
  public Reader newReader() {
    return log.newReader();
  }

  @Override
  public Optional<Instant> timestampFrom(long sequence) {
    return log.timestampFrom(sequence);
  }

  @Override
  public long bytes(CursorState cursor, long head) {
    return log.bytes(cursor, head);
  }

  @Override
  public List<Gone> release(long deliveredBelow) {
    return log.release(deliveredBelow);
  }

  @Override
  public List<PendingOrder> orders() {
    return log.orders();
  }

  @Override
  public CursorOrder.Applied apply(CursorOrder order, CursorState state) {
    return log.apply(order, state);
  }

  @Override
  public Optional<CursorOrder.Applied> applyOnDisk(CursorOrder order) throws IOException {
    return log.applyOnDisk(order);
  }

  @Override
  public void close() {
    log.close();
  }
}
