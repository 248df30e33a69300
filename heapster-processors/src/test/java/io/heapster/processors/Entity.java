package io.heapster.processors;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Labels;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One entity in map form: what a row holds, spelt out. Values are Long or Double. */
final class Entity {
  final Map<String, String> labels = new TreeMap<>();
  final Map<Metric, Object> values = new HashMap<>();
  final Map<Labels, Map<Metric, Object>> devices = new LinkedHashMap<>();
  @Nullable Long start;
  @Nullable Long created;
  @Nullable Long sample;
  // How many batches in a row had this sample before; no part of what is compared.
  int repeats;

  Entity label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  Entity value(Metric metric, long value) {
    values.put(metric, value);
    return this;
  }

  Entity value(Metric metric, double value) {
    values.put(metric, value);
    return this;
  }

  Entity device(Labels device, Metric metric, Object value) {
    devices.computeIfAbsent(device, _ -> new HashMap<>()).put(metric, value);
    return this;
  }

  Entity start(long epochNanos) {
    start = epochNanos;
    return this;
  }

  Entity sample(long epochNanos) {
    sample = epochNanos;
    return this;
  }

  Entity copy() {
    var copy = new Entity();
    copy.labels.putAll(labels);
    copy.values.putAll(values);
    devices.forEach((device, of) -> copy.devices.put(device, new HashMap<>(of)));
    copy.start = start;
    copy.created = created;
    copy.sample = sample;
    copy.repeats = repeats;
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Entity that
        && labels.equals(that.labels)
        && values.equals(that.values)
        && devices.equals(that.devices)
        && Objects.equals(start, that.start)
        && Objects.equals(created, that.created)
        && Objects.equals(sample, that.sample);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, values, devices, start, created, sample);
  }

  @Override
  public String toString() {
    return labels
        + " "
        + new TreeMap<>(byName())
        + " "
        + devices
        + " start="
        + start
        + " created="
        + created
        + " sample="
        + sample;
  }

  private Map<String, Object> byName() {
    var named = new HashMap<String, Object>();
    values.forEach((metric, value) -> named.put(metric.name(), value));
    return named;
  }
}
