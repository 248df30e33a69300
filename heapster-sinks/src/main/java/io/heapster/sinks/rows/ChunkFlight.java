package io.heapster.sinks.rows;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
  /** Threads end at once when interrupted; a dead letter on its way to the disk may take longer. */
  private static final Duration LONGEST_ABORT = Duration.ofSeconds(1);

  private final String name;
  private final int concurrency;
  private final ChunkSender sender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition landed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private int next;

  /** Buffers to be used again, one more than requests under way at the most; outlives this. */
  private final ConcurrentLinkedQueue<RowBuffer> spare;

  @GuardedBy("lock")
  private int flying;

  @GuardedBy("lock")
  private @Nullable Exception failure;

  /** Sends one chunk. */
  interface ChunkSender {
    void send(int number, Rows rows) throws IOException, InterruptedException;
  }

  ChunkFlight(
      String name, int concurrency, ChunkSender sender, ConcurrentLinkedQueue<RowBuffer> spare) {
    this.name = name;
    this.concurrency = concurrency;
    this.sender = sender;
    this.spare = spare;
  }

  /** An empty buffer. */
  RowBuffer spareBuffer() {
    RowBuffer buffer = spare.poll();
    return buffer == null ? new RowBuffer() : buffer;
  }

  @Override
  public RowBuffer accept(RowBuffer chunk) throws IOException, InterruptedException {
    int number = next++;
    if (concurrency == 1) {
      sender.send(number, chunk.view());
      giveBack(chunk);
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

  /**
   * Gives up what is under way. Its buffers are not used again: a call may be left behind that
   * still reads them.
   */
  void abort() {
    threads.forEach(Thread::interrupt);
    try {
      // So that all they settled is remembered when the batch comes again.
      for (Thread thread : threads) {
        var _ = thread.join(LONGEST_ABORT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
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
      sender.send(number, chunk.view());
    } catch (Throwable e) {
      // Errors too: whoever waits for this chunk would wait for ever.
      failed = e instanceof Exception known ? known : new IOException("request ended by " + e, e);
    }
    lock.lock();
    try {
      flying--;
      if (failed == null) {
        giveBack(chunk);
      } else if (failure == null) {
        failure = failed;
      }
      landed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a buffer that nobody reads any more. */
  void giveBack(RowBuffer chunk) {
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
