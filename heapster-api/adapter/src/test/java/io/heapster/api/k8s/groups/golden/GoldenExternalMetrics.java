package io.heapster.api.k8s.groups.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.quantity.Quantity;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The external metric of the recorded cluster, which has values in two namespaces. */
public final class GoldenExternalMetrics implements ExternalMetricsProvider {
  private static final ExternalMetricInfo QUEUE_DEPTH = new ExternalMetricInfo("queue_depth");

  private final Map<String, List<ExternalMetricValue>> byNamespace =
      Map.of("shop", read("exists"), "batch", read("other-namespace"));

  private static List<ExternalMetricValue> read(String exchange) {
    var values = new ArrayList<ExternalMetricValue>();
    for (JsonNode item : GoldenExchange.named("external-metrics/" + exchange).body().get("items")) {
      var labels = new HashMap<String, String>();
      item.get("metricLabels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      values.add(
          new ExternalMetricValue(
              item.get("metricName").asText(),
              labels,
              Instant.parse(item.get("timestamp").asText()),
              null,
              Quantity.parse(item.get("value").asText())));
    }
    return values;
  }

  static LabelSelector selector(String text) {
    try {
      return LabelSelector.parse(text);
    } catch (SelectorException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return List.of(QUEUE_DEPTH);
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    if (!metric.equals(QUEUE_DEPTH)) {
      throw MetricsException.metricNotFound(metric);
    }
    return byNamespace.getOrDefault(namespace, List.of()).stream()
        .filter(value -> labels.matches(value.labels()))
        .toList();
  }
}
