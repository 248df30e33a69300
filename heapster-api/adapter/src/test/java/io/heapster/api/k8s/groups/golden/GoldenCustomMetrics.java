package io.heapster.api.k8s.groups.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.NodeMetrics;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.PodMetrics;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The custom metrics of the recorded cluster, found as the recorded adapter finds them. */
public final class GoldenCustomMetrics implements CustomMetricsProvider {
  private static final String FOLDER = "custom-metrics/v1beta2/";

  private record Series(String labels, MetricValue value) {}

  private final GoldenResourceMetrics objects = new GoldenResourceMetrics();
  private final Set<CustomMetricInfo> metrics = new LinkedHashSet<>();
  private final List<Series> series = new ArrayList<>();

  public GoldenCustomMetrics() {
    for (JsonNode resource : GoldenExchange.named(FOLDER + "version").body().get("resources")) {
      String[] name = resource.get("name").asText().split("/");
      metrics.add(
          new CustomMetricInfo(
              GroupResource.parse(name[0]), resource.get("namespaced").asBoolean(), name[1]));
    }
    read("pods-all", "");
    read("nodes-all", "");
    read("service", "");
    read("namespace", "");
    read("pods-metric-selected", "verb=GET");
  }

  private void read(String exchange, String labels) {
    for (JsonNode item : GoldenExchange.named(FOLDER + exchange).body().get("items")) {
      JsonNode object = item.get("describedObject");
      series.add(
          new Series(
              labels,
              new MetricValue(
                  new ObjectReference(
                      object.get("kind").asText(),
                      new ObjectName(
                          object.path("namespace").asText(""), object.get("name").asText()),
                      object.get("apiVersion").asText()),
                  item.at("/metric/name").asText(),
                  labels.isEmpty() ? null : GoldenExternalMetrics.selector(labels),
                  Instant.parse(item.get("timestamp").asText()),
                  null,
                  Quantity.parse(item.get("value").asText()))));
    }
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return metrics;
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    return values(metric, labels).stream()
        .filter(value -> value.object().name().equals(object))
        .findFirst()
        .orElseThrow(() -> MetricsException.metricNotFound(metric, object));
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector selected, CustomMetricInfo metric, LabelSelector labels) {
    List<String> names = names(namespace, selected, metric.resource());
    if (names.isEmpty()) {
      throw MetricsException.metricNotFound(metric);
    }
    return values(metric, labels).stream()
        .filter(value -> value.object().name().namespace().equals(namespace))
        .filter(value -> names.contains(value.object().name().name()))
        .toList();
  }

  private List<String> names(String namespace, LabelSelector selected, GroupResource resource) {
    return resource.resource().equals("nodes")
        ? objects.nodes(selected).stream().map(NodeMetrics::name).toList()
        : objects.pods(namespace, selected).stream()
            .map(PodMetrics::name)
            .map(ObjectName::name)
            .toList();
  }

  private List<MetricValue> values(CustomMetricInfo metric, LabelSelector labels) {
    if (!metrics.contains(metric)) {
      throw MetricsException.metricNotFound(metric);
    }
    return series.stream()
        .filter(each -> each.labels().equals(labels.toString()))
        .map(Series::value)
        .filter(value -> value.metric().equals(metric.metric()))
        .filter(value -> kindFits(value, metric.resource()))
        .toList();
  }

  private static boolean kindFits(MetricValue value, GroupResource resource) {
    return GoldenProviders.MAPPER
        .find(resource)
        .filter(kind -> kind.kind().equals(value.object().kind()))
        .isPresent();
  }
}
