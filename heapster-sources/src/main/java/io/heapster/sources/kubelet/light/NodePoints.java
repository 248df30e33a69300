package io.heapster.sources.kubelet.light;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.PodUsage;
import io.heapster.sources.kubelet.light.PointTable.Gap;
import io.heapster.sources.kubelet.light.Roster.Listed;
import io.heapster.sources.kubelet.light.Roster.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * What is known of one node, its pods and containers. One event loop writes, anybody reads; a
 * reader sees one answer of the kubelet or the next, never parts of both. A quiet node is written
 * in place, so that its answers make no garbage: readers look again when that happened meanwhile.
 */
final class NodePoints {
  private static final int OPTIMISTIC_READS = 16;
  private static final long NEVER = Long.MIN_VALUE;

  private final String node;
  private final LightSettings settings;
  private final StampedLock lock = new StampedLock();
  private volatile Contents contents;
  private long answeredNanos = NEVER;

  private record Contents(Roster roster, PointTable table) {}

  NodePoints(String node, LightSettings settings) {
    this.node = node;
    this.settings = settings;
    this.contents = empty();
  }

  private Contents empty() {
    return new Contents(Roster.EMPTY, new PointTable(1, settings));
  }

  // --- written by the event loop

  /**
   * Takes an answer of the kubelet.
   *
   * @param now elapsed time
   */
  void commit(Readings readings, long now) {
    boolean tooLongAgo = answeredNanos != NEVER && now - answeredNanos > settings.hold().toNanos();
    Contents before = tooLongAgo ? empty() : contents;
    answeredNanos = now;
    if (tooLongAgo || !before.roster().fits(readings)) {
      var builder = new RosterBuilder(before.roster(), before.table(), readings, now);
      RosterBuilder.Made made = builder.make(settings);
      fill(made.roster(), made.table(), readings, now);
      contents = new Contents(made.roster(), made.table());
      return;
    }
    long stamp = lock.writeLock();
    try {
      fill(before.roster(), before.table(), readings, now);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private static void fill(Roster roster, PointTable table, Readings readings, long now) {
    boolean nodeListed = false;
    List<Listed> listed = roster.listed();
    for (int entity = 0; entity < listed.size(); entity++) {
      int row = listed.get(entity).row();
      if (row != Roster.NO_ROW) {
        table.take(row, readings, entity, now);
        nodeListed |= row == Roster.NODE_ROW;
      }
    }
    if (!nodeListed) {
      table.miss(Roster.NODE_ROW);
    }
  }

  /** Whether the node and all containers have values, as far as the kubelet tells of them. */
  boolean isComplete(long now) {
    PointTable table = contents.table();
    for (int row = 0; row < table.rows(); row++) {
      if (!table.isServed(row, now)) {
        return false;
      }
    }
    return true;
  }

  // --- read by anybody

  /** What the node uses, or what its kubelet does not tell. */
  NodeAnswer node(long now) {
    return read(() -> node(contents.table(), now));
  }

  /** What a pod uses, or what the kubelet does not tell of it. */
  PodAnswer pod(EntityKey.Pod key, long now) {
    return read(() -> pod(contents, key, now));
  }

  /** Whether the node has values. */
  boolean isNodeServed(long now) {
    return read(() -> contents.table().isServed(Roster.NODE_ROW, now));
  }

  /** How many containers have values. */
  int servedContainers(long now) {
    return read(() -> {
      PointTable table = contents.table();
      int served = 0;
      for (int row = Roster.NODE_ROW + 1; row < table.rows(); row++) {
        served += table.isServed(row, now) ? 1 : 0;
      }
      return served;
    });
  }

  /** Never stands in the writer's way; waits for it only if it is held up amid its work. */
  private <T> T read(Supplier<T> question) {
    for (int attempt = 0; attempt < OPTIMISTIC_READS; attempt++) {
      long stamp = lock.tryOptimisticRead();
      T answer = question.get();
      if (lock.validate(stamp)) {
        return answer;
      }
      Thread.onSpinWait();
    }
    long stamp = lock.readLock();
    try {
      return question.get();
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private NodeAnswer node(PointTable table, long now) {
    return table.isServed(Roster.NODE_ROW, now)
        ? table.node(Roster.NODE_ROW)
        : absent(table, Roster.NODE_ROW, "node " + node);
  }

  private PodAnswer pod(Contents of, EntityKey.Pod key, long now) {
    Rows rows = of.roster().rows().get(key);
    if (rows == null) {
      return new NoUsage(
          NoUsage.Cause.NOT_LISTED, "the kubelet of node " + node + " does not list the pod yet");
    }
    if (rows.count() == 0) {
      return new NoUsage(
          NoUsage.Cause.INCOMPLETE, "the kubelet of node " + node + " lists no container of it");
    }
    PointTable table = of.table();
    int earliest = rows.first();
    var containers = new ContainerUsage[rows.count()];
    for (int i = 0; i < containers.length; i++) {
      int row = rows.first() + i;
      String name = of.roster().containers().get(row);
      if (!table.isServed(row, now)) {
        return absent(table, row, "container " + name);
      }
      containers[i] = table.container(row, name);
      earliest = table.timestamp(row) < table.timestamp(earliest) ? row : earliest;
    }
    return new PodUsage(
        table.timestamp(earliest), table.window(earliest), Arrays.asList(containers));
  }

  private NoUsage absent(PointTable table, int row, String what) {
    Gap gap = table.gap(row);
    String lacking =
        switch (gap) {
          case NONE ->
              table.time(row) == 0 ? "no sample yet" : "one sample so far, a rate takes two";
          case CPU -> "no CPU";
          case MEMORY -> "no memory";
          case BOTH -> "neither CPU nor memory";
          case ROW -> "no line at all";
        };
    NoUsage.Cause cause = gap == Gap.NONE ? NoUsage.Cause.ONE_SAMPLE : NoUsage.Cause.INCOMPLETE;
    return new NoUsage(cause, what + ": the kubelet of node " + node + " told " + lacking);
  }
}
