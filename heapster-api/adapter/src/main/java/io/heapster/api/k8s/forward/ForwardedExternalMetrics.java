package io.heapster.api.k8s.forward;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.forward.ValueFields.BadValueException;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * External metrics of another adapter. Its list of metrics is read in the background and kept while
 * it is away; values are asked for one by one. Give it {@link ForwardTarget#rule} as its rule.
 * Thread-safe; open it, close it.
 */
public final class ForwardedExternalMetrics implements ExternalMetricsProvider, AutoCloseable {
  private static final String GROUP = "external.metrics.k8s.io";
  private static final String ROOT = "/apis/" + GROUP + "/v1beta1";

  private final TargetClient client;
  private final TargetAnswers answers;
  private final TargetDiscovery<ExternalMetricInfo> discovery;
  private final TimeSource time;

  private ForwardedExternalMetrics(
      ForwardTarget target, ForwardCounters counters, TimeSource time) {
    this.client = new TargetClient(target, time);
    this.answers = new TargetAnswers(client, target, GROUP, counters);
    this.time = time;
    this.discovery =
        new TargetDiscovery<>(
            "external metrics of " + target.label(),
            target.limits().discoveryInterval(),
            this::list,
            time);
  }

  /**
   * Begins to ask for the list of metrics, without waiting for it.
   *
   * @throws IllegalArgumentException when a file of the target cannot be used; names it
   */
  public static ForwardedExternalMetrics open(
      ForwardTarget target, ForwardCounters counters, TimeSource time) {
    var opened = new ForwardedExternalMetrics(target, counters, time);
    opened.discovery.start();
    return opened;
  }

  @Override
  public Collection<ExternalMetricInfo> externalMetrics() {
    return discovery.metrics();
  }

  private List<ExternalMetricInfo> list() {
    client.refresh();
    var listed = new ArrayList<ExternalMetricInfo>();
    for (JsonNode each : answers.document(ROOT, "APIResourceList").path("resources")) {
      var metric = new ExternalMetricInfo(each.path("name").asText());
      boolean usable = !metric.metric().isEmpty() && !metric.metric().contains("/");
      if (usable && !metric.equals(ExternalMetricInfo.PLACEHOLDER)) {
        listed.add(metric);
      }
    }
    return listed;
  }

  @Override
  public List<ExternalMetricValue> values(
      String namespace, ExternalMetricInfo metric, LabelSelector labels) {
    String path =
        new PathText(ROOT)
            .add("namespaces", namespace, metric.metric())
            .select("labelSelector", labels)
            .toString();
    return answers.forward(() -> ask(path, metric), MetricsException.metricNotFound(metric));
  }

  private List<ExternalMetricValue> ask(String path, ExternalMetricInfo metric) {
    JsonNode list = answers.document(path, "ExternalMetricValueList");
    Instant now = time.now();
    var values = new ArrayList<ExternalMetricValue>();
    try {
      for (JsonNode item : list.path("items")) {
        values.add(
            new ExternalMetricValue(
                metric.metric(),
                labels(item.path("metricLabels")),
                ValueFields.timestamp(item, now),
                ValueFields.window(item, "window"),
                ValueFields.value(item)));
      }
    } catch (BadValueException e) {
      throw answers.garbage(String.valueOf(e.getMessage()));
    }
    return values;
  }

  private static Map<String, String> labels(JsonNode object) {
    var labels = new HashMap<String, String>();
    object.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  @Override
  public void close() {
    discovery.close();
    client.close();
  }
}
