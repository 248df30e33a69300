package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.provider.ContainerUsage;
import io.heapster.api.provider.PodMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code PodMetrics}. */
record PodShape() implements MetricsShape<PodMetrics> {
  private static final byte[] CONTAINERS = JsonBytes.ascii("\"containers\":[");
  private static final byte[] NAME = JsonBytes.ascii("{\"name\":");

  @Override
  public String kind() {
    return "PodMetrics";
  }

  @Override
  public String namespace(PodMetrics item) {
    return item.name().namespace();
  }

  @Override
  public String name(PodMetrics item) {
    return item.name().name();
  }

  @Override
  public Map<String, String> labels(PodMetrics item) {
    return item.labels();
  }

  @Override
  public Instant timestamp(PodMetrics item) {
    return item.timestamp();
  }

  @Override
  public Duration window(PodMetrics item) {
    return item.window();
  }

  @Override
  public void usage(JsonBytes out, PodMetrics item) {
    out.put(CONTAINERS);
    List<ContainerUsage> containers = item.containers();
    for (int i = 0; i < containers.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      ContainerUsage container = containers.get(i);
      out.put(NAME).text(container.name()).put(',');
      UsageText.write(out, container);
      out.put('}');
    }
    out.put(']');
  }

  @Override
  public long cpuNanocores(PodMetrics item) {
    long sum = 0;
    for (ContainerUsage container : item.containers()) {
      sum += container.cpuNanocores();
    }
    return sum;
  }

  @Override
  public long memoryBytes(PodMetrics item) {
    long sum = 0;
    for (ContainerUsage container : item.containers()) {
      sum += container.memoryBytes();
    }
    return sum;
  }
}
