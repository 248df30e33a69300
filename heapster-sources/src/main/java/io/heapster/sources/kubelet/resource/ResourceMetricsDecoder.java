package io.heapster.sources.kubelet.resource;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.sources.kubelet.sample.EntityBounds;
import io.heapster.sources.kubelet.sample.EntityIndex;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.wire.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the Prometheus text of {@code /metrics/resource}. The node has no name in it, pods no uid
 * and no start time. A line that cannot be used (syntax, NaN, negative, without a name) is left out
 * and counted in {@link NodeSample#malformedValues} and, by reason, here; an answer that ends amid
 * a line or holds nothing that is a line of metrics is refused.
 *
 * <p>Not thread-safe: one per event loop, reused from answer to answer.
 */
public final class ResourceMetricsDecoder {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Kubelets before 1.29 leave the first part of the name out. */
  private static final byte[] SCRAPE_ERROR =
      "resource_scrape_error".getBytes(StandardCharsets.US_ASCII);

  private static final int SCRAPE_ERROR_OLD_FROM = "resource_".length();

  private final EntityIndex entities = new EntityIndex();
  private final MetricLine line = new MetricLine();

  private NodeNames names = new NodeNames();
  private NodeSample sample = new NodeSample();
  private int node = EntityIndex.NONE;
  private @Nullable ResourceFamily lastFamily;
  private final Map<LineFlaw, Integer> flaws = new EnumMap<>(LineFlaw.class);
  private boolean scrapeError;

  /**
   * Decodes an answer.
   *
   * @param length bytes of {@code body} which belong to the answer
   * @param into begun anew; of no use after an exception
   */
  public void decode(byte[] body, int length, NodeNames nodeNames, NodeSample into)
      throws MalformedAnswerException {
    nodeNames.begin();
    into.reset();
    entities.begin(into);
    names = nodeNames;
    sample = into;
    node = EntityIndex.NONE;
    flaws.clear();
    scrapeError = false;
    if (length == 0) {
      throw new MalformedAnswerException(0, "expected lines of metrics, found nothing");
    }
    if (body[length - 1] != '\n') {
      throw new MalformedAnswerException(length, "cut off amid a line");
    }
    readLines(body, length);
  }

  /** How many lines of the last answer were left out for that reason. */
  public int flawed(LineFlaw flaw) {
    return flaws.getOrDefault(flaw, 0);
  }

  /** Whether the kubelet said in its last answer that it could not read all of its figures. */
  public boolean hasScrapeError() {
    return scrapeError;
  }

  private void readLines(byte[] body, int length) throws MalformedAnswerException {
    int usable = 0;
    int firstUnusable = 0;
    for (int from = 0; from < length; ) {
      int end = from;
      while (body[end] != '\n') {
        end++;
      }
      if (line.begin(body, from, end)) {
        LineFlaw flaw = readSample(body, from);
        if (flaw == LineFlaw.NONE) {
          usable++;
        } else {
          flaws.merge(flaw, 1, Integer::sum);
          firstUnusable = sample.malformedValues() == 0 ? from : firstUnusable;
          sample.countMalformed();
        }
      }
      from = end + 1;
    }
    if (usable == 0 && sample.malformedValues() > 0) {
      throw new MalformedAnswerException(firstUnusable, "expected lines of metrics");
    }
  }

  /** Reads the line that was begun, and says why it cannot be used. */
  private LineFlaw readSample(byte[] body, int offset) throws MalformedAnswerException {
    ResourceFamily family = family(body);
    LineFlaw flaw = line.readSample();
    if (flaw != LineFlaw.NONE) {
      return flaw;
    }
    if (family == null) {
      scrapeError |= isScrapeError(body) && line.scaled(0) != 0;
      return LineFlaw.NONE;
    }
    long value = line.scaled(family.measure().power());
    if (value == Decimal.OUT_OF_RANGE) {
      return LineFlaw.VALUE;
    }
    int entity = entity(family, offset);
    if (entity == EntityIndex.NONE) {
      return LineFlaw.IDENTITY;
    }
    write(family, entity, value);
    return LineFlaw.NONE;
  }

  private boolean isScrapeError(byte[] body) {
    int length = line.nameEnd() - line.nameStart();
    int from = SCRAPE_ERROR.length - length;
    return (from == 0 || from == SCRAPE_ERROR_OLD_FROM)
        && Arrays.equals(
            SCRAPE_ERROR, from, SCRAPE_ERROR.length, body, line.nameStart(), line.nameEnd());
  }

  // The lines of a family stand together.
  private @Nullable ResourceFamily family(byte[] body) {
    ResourceFamily last = lastFamily;
    if (last == null || !last.isNamed(body, line.nameStart(), line.nameEnd())) {
      lastFamily = ResourceFamily.named(body, line.nameStart(), line.nameEnd());
    }
    return lastFamily;
  }

  private void write(ResourceFamily family, int entity, long value) {
    Metric metric = family.metric();
    if (metric == null) {
      sample.times(entity, value, sample.sampleNanos(entity));
      return;
    }
    sample.put(entity, metric, value);
    long timeNanos = line.timeMillis() * NANOS_PER_MILLI;
    boolean newest = family.measure() == ResourceFamily.Measure.CPU;
    boolean only = sample.sampleNanos(entity) == 0;
    if (timeNanos != 0 && family.measure() != ResourceFamily.Measure.SWAP && (newest || only)) {
      sample.times(entity, sample.startNanos(entity), timeNanos);
    }
  }

  private int entity(ResourceFamily family, int offset) throws MalformedAnswerException {
    return switch (family.subject()) {
      case NODE -> node();
      case POD -> pod(line.namespace(names), line.pod(names), offset);
      case CONTAINER ->
          container(line.namespace(names), line.pod(names), line.container(names), offset);
    };
  }

  private int node() {
    if (node == EntityIndex.NONE) {
      node = sample.addEntity(EntityKind.NODE, NodeSample.NO_PARENT);
    }
    return node;
  }

  private int pod(String namespace, String name, int offset) throws MalformedAnswerException {
    if (namespace.isEmpty() || name.isEmpty()) {
      return EntityIndex.NONE;
    }
    int known = entities.pod(namespace, name);
    if (known != EntityIndex.NONE) {
      return known;
    }
    int added = add(EntityKind.POD, NodeSample.NO_PARENT, name, offset);
    sample.pod(added, namespace, "");
    entities.admit(added);
    return added;
  }

  private int container(String namespace, String podName, String name, int offset)
      throws MalformedAnswerException {
    int pod = pod(namespace, podName, offset);
    if (pod == EntityIndex.NONE || name.isEmpty()) {
      return EntityIndex.NONE;
    }
    int known = entities.container(namespace, podName, name);
    if (known != EntityIndex.NONE) {
      return known;
    }
    int added = add(EntityKind.POD_CONTAINER, pod, name, offset);
    entities.admit(added);
    return added;
  }

  private int add(EntityKind kind, int parent, String name, int offset)
      throws MalformedAnswerException {
    String passed = EntityBounds.passedBy(sample, parent);
    if (passed != null) {
      throw new MalformedAnswerException(offset, passed);
    }
    int added = sample.addEntity(kind, parent);
    sample.name(added, name);
    return added;
  }
}
