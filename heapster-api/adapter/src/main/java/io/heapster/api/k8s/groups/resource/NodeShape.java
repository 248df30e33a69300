package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.provider.NodeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code NodeMetrics}. */
record NodeShape() implements MetricsShape<NodeMetrics> {
  @Override
  public String kind() {
    return "NodeMetrics";
  }

  @Override
  public String namespace(NodeMetrics item) {
    return "";
  }

  @Override
  public String name(NodeMetrics item) {
    return item.name();
  }

  @Override
  public Map<String, String> labels(NodeMetrics item) {
    return item.labels();
  }

  @Override
  public Instant timestamp(NodeMetrics item) {
    return item.timestamp();
  }

  @Override
  public Duration window(NodeMetrics item) {
    return item.window();
  }

  @Override
  public void usage(JsonBytes out, NodeMetrics item) {
    UsageText.write(out, item.usage());
  }

  @Override
  public long cpuNanocores(NodeMetrics item) {
    return item.usage().cpuNanocores();
  }

  @Override
  public long memoryBytes(NodeMetrics item) {
    return item.usage().memoryBytes();
  }
}
