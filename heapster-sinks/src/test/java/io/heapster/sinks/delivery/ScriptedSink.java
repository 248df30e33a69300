package io.heapster.sinks.delivery;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that remembers what it got and does what the test tells it. */
final class ScriptedSink implements DataSink {
  private final String name;
  private final Behaviour behaviour;
  private final List<Long> begun = new CopyOnWriteArrayList<>();
  private final List<Long> taken = new CopyOnWriteArrayList<>();
  private final List<String> lanes = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  /** What an export does. */
  interface Behaviour {
    void export(DataBatch batch) throws IOException, InterruptedException;
  }

  ScriptedSink(String name, Behaviour behaviour) {
    this.name = name;
    this.behaviour = behaviour;
  }

  static ScriptedSink fast(String name) {
    return new ScriptedSink(name, _ -> {});
  }

  /** Each export needs a permit, and can be interrupted meanwhile. */
  static ScriptedSink gated(String name, Semaphore gate) {
    return new ScriptedSink(name, _ -> gate.acquire());
  }

  /** Each export needs a permit and ignores interrupts. */
  static ScriptedSink stuck(String name, Semaphore gate) {
    return new ScriptedSink(name, _ -> gate.acquireUninterruptibly());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(DataBatch batch, Lane lane) throws IOException, InterruptedException {
    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      begun.add(batch.timestamp().getEpochSecond());
      behaviour.export(batch);
      lanes.add(lane.text());
      taken.add(batch.timestamp().getEpochSecond());
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }

  /** Batches whose export began, by their second. */
  List<Long> begun() {
    return begun;
  }

  /** Batches whose export ended well, by their second. */
  List<Long> taken() {
    return taken;
  }

  /** Lanes of the batches taken. */
  List<String> lanes() {
    return lanes;
  }

  /** Number of exports under way. */
  int inside() {
    return inside.get();
  }

  /** Most exports ever under way at once. */
  int mostInside() {
    return mostInside.get();
  }

  int timesClosed() {
    return closed.get();
  }
}
