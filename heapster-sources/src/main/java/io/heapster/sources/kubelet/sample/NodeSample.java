package io.heapster.sources.kubelet.sample;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one kubelet said, in the order it said it: entities, and a tape of (entity, metric, value)
 * entries. Fields of a JSON object come in any order and children stand amid their parent's values,
 * so every entry names its entity. Reused from scrape to scrape: {@link #reset} keeps the arrays,
 * unless one huge answer left them far larger than the last ones needed.
 *
 * <p>Not thread-safe; owned by the event loop that decodes, then by the tick thread that merges.
 */
public final class NodeSample {
  /** Parent of an entity that has none. */
  public static final int NO_PARENT = -1;

  private static final int METRIC_BITS = 8;
  private static final int METRIC_MASK = (1 << METRIC_BITS) - 1;

  /** A user-defined value of an entity. */
  public record CustomValue(int entity, String name, MetricKind kind, double value) {}

  private int entities;
  private EntityKind[] kinds = new EntityKind[16];
  private int[] parents = new int[16];
  private @Nullable String[] names = new @Nullable String[16];
  private @Nullable String[] namespaces = new @Nullable String[16];
  private @Nullable String[] uids = new @Nullable String[16];
  private @Nullable String[] images = new @Nullable String[16];
  private long[] starts = new long[16];
  private long[] sampled = new long[16];
  private boolean[] dropped = new boolean[16];
  private int[] containers = new int[16];

  private int values;
  private int[] valueHeads = new int[128];
  private long[] valueBits = new long[128];

  private int series;
  private int[] seriesEntities = new int[16];
  private @Nullable Labels[] seriesLabels = new @Nullable Labels[16];

  private int seriesValues;
  private int[] seriesHeads = new int[128];
  private long[] seriesBits = new long[128];

  private final ArrayList<CustomValue> custom = new ArrayList<>(0);
  private int malformedValues;

  private final RecentUse entityUse = new RecentUse();
  private final RecentUse valueUse = new RecentUse();
  private final RecentUse seriesUse = new RecentUse();
  private final RecentUse seriesValueUse = new RecentUse();

  /** Forgets everything but the arrays' capacity, as far as it was used lately. */
  public void reset() {
    Arrays.fill(names, 0, entities, null);
    Arrays.fill(namespaces, 0, entities, null);
    Arrays.fill(uids, 0, entities, null);
    Arrays.fill(images, 0, entities, null);
    Arrays.fill(seriesLabels, 0, series, null);
    dropWaste();
    entities = 0;
    values = 0;
    series = 0;
    seriesValues = 0;
    malformedValues = 0;
  }

  private void dropWaste() {
    if (entityUse.isWaste(entities, kinds.length)) {
      resizeEntities(entityUse.fitting());
    }
    if (valueUse.isWaste(values, valueHeads.length)) {
      valueHeads = new int[valueUse.fitting()];
      valueBits = new long[valueHeads.length];
    }
    if (seriesUse.isWaste(series, seriesEntities.length)) {
      seriesEntities = new int[seriesUse.fitting()];
      seriesLabels = new @Nullable Labels[seriesEntities.length];
    }
    if (seriesValueUse.isWaste(seriesValues, seriesHeads.length)) {
      seriesHeads = new int[seriesValueUse.fitting()];
      seriesBits = new long[seriesHeads.length];
    }
    boolean manyCustom = custom.size() > RecentUse.ALWAYS_KEPT;
    custom.clear();
    if (manyCustom) {
      custom.trimToSize();
    }
  }

  // --- written by a decoder

  /**
   * Adds an entity without name, times or values.
   *
   * @param parent of a pod container: its pod, added before; otherwise {@link #NO_PARENT}
   * @return its number, dense from 0
   */
  public int addEntity(EntityKind kind, int parent) {
    if (entities == kinds.length) {
      resizeEntities(entities * 2);
    }
    kinds[entities] = kind;
    parents[entities] = parent;
    starts[entities] = 0;
    sampled[entities] = 0;
    dropped[entities] = false;
    containers[entities] = 0;
    if (parent != NO_PARENT) {
      containers[parent]++;
    }
    return entities++;
  }

  /** Names a node, pod, container or system container. */
  public void name(int entity, String name) {
    names[entity] = name;
  }

  /** Completes the identity of a pod. */
  public void pod(int entity, String namespace, String uid) {
    namespaces[entity] = namespace;
    uids[entity] = uid;
  }

  /** The image of a container, where the kubelet tells it (cAdvisor only). */
  public void image(int entity, String image) {
    images[entity] = image;
  }

  /**
   * Sets an entity's times, in epoch nanoseconds; 0 where the kubelet gave none.
   *
   * @param startNanos since when its counters count
   * @param sampleNanos when it was measured
   */
  public void times(int entity, long startNanos, long sampleNanos) {
    starts[entity] = startNanos;
    sampled[entity] = sampleNanos;
  }

  /** Takes an entity, and whatever it has, out of the sample; its number stays taken. */
  public void drop(int entity) {
    dropped[entity] = true;
  }

  /** Gives a container another pod as its parent, of the same namespace and name. */
  public void adopt(int container, int pod) {
    int before = parents[container];
    if (before != NO_PARENT) {
      containers[before]--;
    }
    parents[container] = pod;
    containers[pod]++;
  }

  /** Counts a value, or an entity without a name, that could not be used and was left out. */
  public void countMalformed() {
    malformedValues++;
  }

  /** Sets a plain value as the bits of the metric's type; a later one replaces an earlier one. */
  public void put(int entity, Metric metric, long bits) {
    if (values == valueHeads.length) {
      valueHeads = Arrays.copyOf(valueHeads, values + (values >> 1));
      valueBits = Arrays.copyOf(valueBits, valueHeads.length);
    }
    valueHeads[values] = entity << METRIC_BITS | metric.index();
    valueBits[values++] = bits;
  }

  /**
   * Adds a device. The devices of one entity must not be interleaved with those of another of the
   * same kind.
   *
   * @return its number, dense from 0
   */
  public int addSeries(int entity, Labels deviceLabels) {
    if (series == seriesEntities.length) {
      seriesEntities = Arrays.copyOf(seriesEntities, series + (series >> 1));
      seriesLabels = Arrays.copyOf(seriesLabels, seriesEntities.length);
    }
    seriesEntities[series] = entity;
    seriesLabels[series] = deviceLabels;
    return series++;
  }

  /** Sets a device's value as the bits of the metric's type. */
  public void putSeries(int at, Metric metric, long bits) {
    if (seriesValues == seriesHeads.length) {
      seriesHeads = Arrays.copyOf(seriesHeads, seriesValues + (seriesValues >> 1));
      seriesBits = Arrays.copyOf(seriesBits, seriesHeads.length);
    }
    seriesHeads[seriesValues] = at << METRIC_BITS | metric.index();
    seriesBits[seriesValues++] = bits;
  }

  public void putCustom(int entity, String name, MetricKind kind, double value) {
    custom.add(new CustomValue(entity, name, kind, value));
  }

  // --- read by the merge

  /** How many entities, values, devices and device values there is room for, taken together. */
  int capacity() {
    return kinds.length + valueHeads.length + seriesEntities.length + seriesHeads.length;
  }

  /** Number of entities, dropped ones included. */
  public int entities() {
    return entities;
  }

  public EntityKind kind(int entity) {
    return kinds[entity];
  }

  /** The pod of a container, or {@link #NO_PARENT}. */
  public int parent(int entity) {
    return parents[entity];
  }

  /** Number of containers which have that pod as their parent, dropped ones included. */
  public int containers(int pod) {
    return containers[pod];
  }

  /** Empty when the kubelet gave none. */
  public String name(int entity) {
    return orEmpty(names[entity]);
  }

  public String namespace(int entity) {
    return orEmpty(namespaces[entity]);
  }

  public String uid(int entity) {
    return orEmpty(uids[entity]);
  }

  public String image(int entity) {
    return orEmpty(images[entity]);
  }

  /** Epoch nanoseconds; 0 when the kubelet gave none. */
  public long startNanos(int entity) {
    return starts[entity];
  }

  /** Epoch nanoseconds; 0 when the kubelet gave none. */
  public long sampleNanos(int entity) {
    return sampled[entity];
  }

  public boolean isDropped(int entity) {
    return dropped[entity];
  }

  /** Number of plain values on the tape. */
  public int values() {
    return values;
  }

  public int entityOfValue(int at) {
    return valueHeads[at] >>> METRIC_BITS;
  }

  /** Column number of the metric of a value. */
  public int metricOfValue(int at) {
    return valueHeads[at] & METRIC_MASK;
  }

  public long valueBits(int at) {
    return valueBits[at];
  }

  /** Number of devices. */
  public int series() {
    return series;
  }

  public int entityOfSeries(int at) {
    return seriesEntities[at];
  }

  public Labels seriesLabels(int at) {
    Labels labels = seriesLabels[at];
    return labels == null ? Labels.EMPTY : labels;
  }

  /** Number of device values on the tape. */
  public int seriesValues() {
    return seriesValues;
  }

  public int seriesOfValue(int at) {
    return seriesHeads[at] >>> METRIC_BITS;
  }

  /** Column number of the labelled metric of a device value. */
  public int metricOfSeriesValue(int at) {
    return seriesHeads[at] & METRIC_MASK;
  }

  public long seriesBits(int at) {
    return seriesBits[at];
  }

  public List<CustomValue> custom() {
    return custom;
  }

  /**
   * Values of the wrong type or out of range, and entities without a name, which the answer held
   * and this sample does not.
   */
  public int malformedValues() {
    return malformedValues;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void resizeEntities(int size) {
    kinds = Arrays.copyOf(kinds, size);
    parents = Arrays.copyOf(parents, size);
    names = Arrays.copyOf(names, size);
    namespaces = Arrays.copyOf(namespaces, size);
    uids = Arrays.copyOf(uids, size);
    images = Arrays.copyOf(images, size);
    starts = Arrays.copyOf(starts, size);
    sampled = Arrays.copyOf(sampled, size);
    dropped = Arrays.copyOf(dropped, size);
    containers = Arrays.copyOf(containers, size);
  }
}
