package io.heapster.sources.kubelet.light;

import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NodeUsage;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a rate needs of the node and the containers of one kubelet, a row each: the last sample, and
 * the values that came of the last two. 76 bytes a row. The rules:
 *
 * <ul>
 *   <li>A rate is between two samples, by the kubelet's times. A sample of the same time again
 *       changes nothing; an older one is ignored while there are values to keep.
 *   <li>A container that started between the samples, or whose counter fell, began anew: no rate
 *       across that. If it is young (10 s to two resolutions) its rate is since its start.
 *   <li>Values stay while no newer ones come, for {@link LightSettings#hold}, with their own time.
 *   <li>Zero is a value. CPU and memory come together or not at all.
 * </ul>
 *
 * <p>Written by one thread; whoever reads meanwhile must check afterwards, as {@link NodePoints}
 * does. Elapsed times are {@link io.heapster.core.time.TimeSource#elapsedNanos}.
 */
final class PointTable {
  /** Younger containers have used too little to tell: kubelets measure each 10 s. */
  private static final long LEAST_AGE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final double NANOS_PER_SECOND = 1e9;

  private final long holdNanos;
  private final long freshNanos;

  // The last sample; time 0 means none.
  private final long[] cpu;
  private final long[] time;

  // What is told: window 0 means nothing.
  private final long[] rate;
  private final long[] memory;
  private final long[] swap;
  private final long[] timestamp;
  private final long[] window;

  /** Elapsed time of the last answer that had the sample which the values are of. */
  private final long[] confirmed;

  private final Gap[] gaps;

  /** What the last answer did not have of a row. */
  enum Gap {
    NONE,
    CPU,
    MEMORY,
    BOTH,
    /** It did not list it at all. */
    ROW
  }

  PointTable(int rows, LightSettings settings) {
    holdNanos = settings.hold().toNanos();
    freshNanos = settings.freshness().toNanos();
    cpu = new long[rows];
    time = new long[rows];
    rate = new long[rows];
    memory = new long[rows];
    swap = new long[rows];
    timestamp = new long[rows];
    window = new long[rows];
    confirmed = new long[rows];
    gaps = new Gap[rows];
    Arrays.fill(gaps, Gap.NONE);
  }

  int rows() {
    return time.length;
  }

  /** Makes a row what it is in another table. */
  void copy(int row, PointTable from, int fromRow) {
    cpu[row] = from.cpu[fromRow];
    time[row] = from.time[fromRow];
    rate[row] = from.rate[fromRow];
    memory[row] = from.memory[fromRow];
    swap[row] = from.swap[fromRow];
    timestamp[row] = from.timestamp[fromRow];
    window[row] = from.window[fromRow];
    confirmed[row] = from.confirmed[fromRow];
    gaps[row] = from.gaps[fromRow];
  }

  /** Notes that the last answer did not list a row. */
  void miss(int row) {
    gaps[row] = Gap.ROW;
  }

  /** Takes what an answer says of an entity. */
  void take(int row, Readings readings, int entity, long now) {
    Gap gap = gap(readings, entity);
    gaps[row] = gap;
    if (gap != Gap.NONE) {
      return;
    }
    long sampled = readings.time(entity);
    if (sampled == time[row]) {
      confirmed[row] = timestamp[row] == sampled ? now : confirmed[row];
    } else if (sampled > time[row] || !isServed(row, now)) {
      takeNewer(row, readings, entity, now);
    }
  }

  private static Gap gap(Readings readings, int entity) {
    boolean noCpu = readings.cpu(entity) == Readings.ABSENT;
    boolean noMemory = readings.memory(entity) == Readings.ABSENT;
    if (noCpu) {
      return noMemory ? Gap.BOTH : Gap.CPU;
    }
    return noMemory ? Gap.MEMORY : Gap.NONE;
  }

  private void takeNewer(int row, Readings readings, int entity, long now) {
    long used = readings.cpu(entity);
    long sampled = readings.time(entity);
    long start = readings.start(entity);
    long age = start == 0 ? 0 : sampled - start;
    boolean goesOn =
        time[row] != 0 && sampled > time[row] && start <= time[row] && used >= cpu[row];
    boolean isYoung = age >= LEAST_AGE_NANOS && age < freshNanos;
    if (goesOn) {
      show(row, used - cpu[row], sampled - time[row]);
    } else if (isYoung) {
      show(row, used, age);
    }
    cpu[row] = used;
    time[row] = sampled;
    if (goesOn || isYoung) {
      timestamp[row] = sampled;
      memory[row] = readings.memory(entity);
      swap[row] = readings.swap(entity);
      confirmed[row] = now;
    }
  }

  private void show(int row, long usedNanos, long windowNanos) {
    rate[row] = (long) (usedNanos / (windowNanos / NANOS_PER_SECOND));
    window[row] = windowNanos;
  }

  // --- read by anybody

  /** Whether there are values, and none too old. */
  boolean isServed(int row, long now) {
    return window[row] != 0 && now - confirmed[row] <= holdNanos;
  }

  Gap gap(int row) {
    return gaps[row];
  }

  /** When the last sample was taken, in epoch nanoseconds; 0 when there is none. */
  long time(int row) {
    return time[row];
  }

  /** When what is told was measured, in epoch nanoseconds. */
  long timestamp(int row) {
    return timestamp[row];
  }

  long window(int row) {
    return window[row];
  }

  ContainerUsage container(int row, String name) {
    return new ContainerUsage(name, rate[row], memory[row], swap[row]);
  }

  NodeUsage node(int row) {
    return new NodeUsage(timestamp[row], window[row], rate[row], memory[row], swap[row]);
  }
}
