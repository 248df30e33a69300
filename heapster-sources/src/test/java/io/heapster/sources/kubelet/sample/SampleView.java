package io.heapster.sources.kubelet.sample;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.EntityKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample as texts: by Heapster's key what each entity has, by name. What was dropped is not
 * there, and of values given twice the last one is, as after the merge.
 */
public final class SampleView {
  private SampleView() {}

  public static Map<String, Map<String, String>> of(NodeSample sample) {
    var view = new TreeMap<String, Map<String, String>>();
    for (int entity = 0; entity < sample.entities(); entity++) {
      if (!sample.isDropped(entity)) {
        var fields = new TreeMap<String, String>();
        fields.put("start", Long.toString(sample.startNanos(entity)));
        fields.put("sample", Long.toString(sample.sampleNanos(entity)));
        if (!sample.uid(entity).isEmpty()) {
          fields.put("uid", sample.uid(entity));
        }
        Map<String, String> twin = view.put(key(sample, entity), fields);
        if (twin != null) {
          throw new AssertionError("two of " + key(sample, entity) + ": " + twin);
        }
      }
    }
    putValues(sample, view);
    return view;
  }

  private static void putValues(NodeSample sample, Map<String, Map<String, String>> view) {
    for (int at = 0; at < sample.values(); at++) {
      int entity = sample.entityOfValue(at);
      Metric metric = MetricCatalog.PLAIN.get(sample.metricOfValue(at));
      put(sample, view, entity, metric.name(), text(metric, sample.valueBits(at)));
    }
    for (int at = 0; at < sample.seriesValues(); at++) {
      int series = sample.seriesOfValue(at);
      Metric metric = MetricCatalog.LABELED.get(sample.metricOfSeriesValue(at));
      String name = metric.name() + sample.seriesLabels(series);
      put(sample, view, sample.entityOfSeries(series), name, text(metric, sample.seriesBits(at)));
    }
    for (NodeSample.CustomValue value : sample.custom()) {
      String name = Metric.CUSTOM_PREFIX + value.name();
      put(sample, view, value.entity(), name, value.kind().text() + " " + value.value());
    }
  }

  private static void put(
      NodeSample sample,
      Map<String, Map<String, String>> view,
      int entity,
      String name,
      String value) {
    if (!sample.isDropped(entity)) {
      view.get(key(sample, entity)).put(name, value);
    }
  }

  private static String text(Metric metric, long bits) {
    return metric.valueType() == ValueType.INT64
        ? Long.toString(bits)
        : Double.toString(Double.longBitsToDouble(bits));
  }

  private static String key(NodeSample sample, int entity) {
    String name = sample.name(entity);
    return switch (sample.kind(entity)) {
      case NODE -> "node";
      case SYSTEM_CONTAINER -> "node/container:" + name;
      case POD -> pod(sample, entity).text();
      case POD_CONTAINER -> {
        int parent = sample.parent(entity);
        if (sample.isDropped(parent)) {
          throw new AssertionError(name + " is in a pod that was dropped");
        }
        yield new EntityKey.PodContainer(pod(sample, parent), name).text();
      }
      case NAMESPACE, CLUSTER -> throw new AssertionError("a kubelet tells of no " + name);
    };
  }

  private static EntityKey.Pod pod(NodeSample sample, int entity) {
    return new EntityKey.Pod(sample.namespace(entity), sample.name(entity));
  }
}
