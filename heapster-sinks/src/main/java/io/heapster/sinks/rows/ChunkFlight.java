package io.heapster.sinks.rows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one batch under way: at most so many at once, each on a thread of its own unless
 * there may be but one. The first failure ends it.
 */
final class ChunkFlight implements RowWriter.ChunkReceiver {
  private final String name;
  private final int concurrency;
  private final int skipped;
  private final ChunkSender sender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition landed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private int next;

  /** Buffers to be used again, one more than requests under way at the most; outlives this. */
  private final ConcurrentLinkedQueue<RowBuffer> spare;

  @GuardedBy("lock")
  private final BitSet done = new BitSet();

  @GuardedBy("lock")
  private int flying;

  @GuardedBy("lock")
  private @Nullable Exception failure;

  /** Sends one chunk. */
  interface ChunkSender {
    void send(Rows rows) throws IOException, InterruptedException;
  }

  /**
   * @param skipped number of first chunks that were sent before
   */
  ChunkFlight(
      String name,
      int concurrency,
      int skipped,
      ChunkSender sender,
      ConcurrentLinkedQueue<RowBuffer> spare) {
    this.name = name;
    this.concurrency = concurrency;
    this.skipped = skipped;
    this.sender = sender;
    this.spare = spare;
    this.done.set(0, skipped);
  }

  /** An empty buffer. */
  RowBuffer spareBuffer() {
    RowBuffer buffer = spare.poll();
    return buffer == null ? new RowBuffer() : buffer;
  }

  @Override
  public RowBuffer accept(RowBuffer chunk) throws IOException, InterruptedException {
    int number = next++;
    if (number < skipped) {
      chunk.clear();
      return chunk;
    }
    if (concurrency == 1) {
      sender.send(chunk.view());
      finished(number, chunk);
      return spareBuffer();
    }
    awaitFewerThan(concurrency);
    takeOff(number, chunk);
    return spareBuffer();
  }

  /** Waits until all chunks are sent. */
  void land() throws IOException, InterruptedException {
    awaitFewerThan(1);
  }

  /** Gives up what is under way; the number of first chunks that are sent. */
  int abort() {
    // Whoever is interrupted ends within its call's limit; its buffer is not used again.
    threads.forEach(Thread::interrupt);
    lock.lock();
    try {
      return done.nextClearBit(0);
    } finally {
      lock.unlock();
    }
  }

  private void takeOff(int number, RowBuffer chunk) {
    lock.lock();
    try {
      flying++;
    } finally {
      lock.unlock();
    }
    threads.removeIf(thread -> !thread.isAlive());
    threads.add(Thread.ofVirtual().name("chunk-" + name).start(() -> fly(number, chunk)));
  }

  private void fly(int number, RowBuffer chunk) {
    @Nullable Exception failed = null;
    try {
      sender.send(chunk.view());
    } catch (Throwable e) {
      // Errors too: whoever waits for this chunk would wait for ever.
      failed = e instanceof Exception known ? known : new IOException("request ended by " + e, e);
    }
    lock.lock();
    try {
      flying--;
      if (failed == null) {
        finished(number, chunk);
      } else if (failure == null) {
        failure = failed;
      }
      landed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void finished(int number, RowBuffer chunk) {
    lock.lock();
    try {
      done.set(number);
    } finally {
      lock.unlock();
    }
    chunk.clear();
    spare.add(chunk);
  }

  /** Waits until fewer chunks than that are under way. */
  private void awaitFewerThan(int most) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      // No deadline of its own: each call under way has one.
      while (flying >= most && failure == null) {
        landed.await();
      }
      rethrowLocked();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void rethrowLocked() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IOException("request ended by " + failure, failure);
    }
  }
}
