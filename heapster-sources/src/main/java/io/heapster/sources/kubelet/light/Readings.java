package io.heapster.sources.kubelet.light;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.sources.kubelet.resource.LineFlaw;
import io.heapster.sources.kubelet.resource.ResourceMetricsDecoder;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.util.Arrays;

/**
 * One answer of {@code /metrics/resource}, read: what it says of the node, its pods and containers,
 * by number. Reused from answer to answer without garbage; not thread-safe: one per event loop.
 */
final class Readings {
  /** A value that the answer does not have. */
  static final long ABSENT = -1;

  private final ResourceMetricsDecoder decoder = new ResourceMetricsDecoder();
  private final NodeSample sample = new NodeSample();
  private long askedNanos;
  private long[] cpu = new long[0];
  private long[] memory = new long[0];
  private long[] swap = new long[0];

  /**
   * Reads an answer.
   *
   * @param asked when it was asked for, in epoch nanoseconds: the time of samples without one
   * @throws MalformedAnswerException when it cannot be read as a whole
   */
  void read(byte[] body, int length, NodeNames names, long asked) throws MalformedAnswerException {
    decoder.decode(body, length, names, sample);
    askedNanos = asked;
    int entities = sample.entities();
    if (cpu.length < entities) {
      int room = Math.max(entities, 2 * cpu.length);
      cpu = new long[room];
      memory = new long[room];
      swap = new long[room];
    }
    Arrays.fill(cpu, 0, entities, ABSENT);
    Arrays.fill(memory, 0, entities, ABSENT);
    Arrays.fill(swap, 0, entities, ABSENT);
    for (int value = 0; value < sample.values(); value++) {
      put(sample.metricOfValue(value), sample.entityOfValue(value), sample.valueBits(value));
    }
  }

  private void put(int metric, int entity, long bits) {
    if (metric == PlainMetrics.CPU_USAGE.index()) {
      cpu[entity] = bits;
    } else if (metric == PlainMetrics.MEMORY_WORKING_SET.index()) {
      memory[entity] = bits;
    } else if (metric == PlainMetrics.SWAP_USAGE.index()) {
      swap[entity] = bits;
    }
  }

  /** How many lines were left out for that reason. */
  int flawed(LineFlaw flaw) {
    return decoder.flawed(flaw);
  }

  /** Whether the kubelet says that it could not read all of its figures. */
  boolean hasScrapeError() {
    return decoder.hasScrapeError();
  }

  /** Number of nodes (0 or 1), pods and containers; a pod stands before its containers. */
  int entities() {
    return sample.entities();
  }

  EntityKind kind(int entity) {
    return sample.kind(entity);
  }

  /** The pod of a container, otherwise {@link NodeSample#NO_PARENT}. */
  int parent(int entity) {
    return sample.parent(entity);
  }

  /** Empty for the node. */
  String name(int entity) {
    return sample.name(entity);
  }

  /** Of a pod; otherwise empty. */
  String namespace(int entity) {
    return sample.namespace(entity);
  }

  /** CPU used since the start, in nanoseconds, or {@link #ABSENT}. */
  long cpu(int entity) {
    return cpu[entity];
  }

  /** Working set in bytes, or {@link #ABSENT}. */
  long memory(int entity) {
    return memory[entity];
  }

  /** Bytes, or {@link #ABSENT}. */
  long swap(int entity) {
    return swap[entity];
  }

  /** Epoch nanoseconds; 0 when not told. */
  long start(int entity) {
    return sample.startNanos(entity);
  }

  /** When it was measured, in epoch nanoseconds. */
  long time(int entity) {
    long told = sample.sampleNanos(entity);
    return told == 0 ? askedNanos : told;
  }
}
