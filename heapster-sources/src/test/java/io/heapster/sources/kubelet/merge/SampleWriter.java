package io.heapster.sources.kubelet.merge;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.Labels;
import io.heapster.sources.kubelet.sample.NodeSample;

/** Writes a sample as a decoder does. */
final class SampleWriter {
  final NodeSample sample = new NodeSample();
  private int last;

  SampleWriter node(String name, long start) {
    return add(EntityKind.NODE, NodeSample.NO_PARENT, name, start);
  }

  SampleWriter pod(String namespace, String name, String uid, long start) {
    add(EntityKind.POD, NodeSample.NO_PARENT, name, start);
    sample.pod(last, namespace, uid);
    return this;
  }

  /** A container of a pod given by its number. */
  SampleWriter container(int pod, String name, long start) {
    return add(EntityKind.POD_CONTAINER, pod, name, start);
  }

  SampleWriter system(String name) {
    return add(EntityKind.SYSTEM_CONTAINER, NodeSample.NO_PARENT, name, 0);
  }

  SampleWriter image(String image) {
    sample.image(last, image);
    return this;
  }

  SampleWriter value(Metric metric, long bits) {
    sample.put(last, metric, bits);
    return this;
  }

  SampleWriter device(String id, Metric metric, long bits) {
    int series = sample.addSeries(last, Labels.of("resource_id", id));
    sample.putSeries(series, metric, bits);
    return this;
  }

  SampleWriter custom(String name, double value) {
    sample.putCustom(last, name, MetricKind.GAUGE, value);
    return this;
  }

  /** Number of the entity added last. */
  int last() {
    return last;
  }

  private SampleWriter add(EntityKind kind, int parent, String name, long start) {
    last = sample.addEntity(kind, parent);
    sample.name(last, name);
    sample.times(last, start, start == 0 ? 0 : start + 1);
    return this;
  }
}
