package io.heapster.api.k8s.forward;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.forward.ForwardedCustomMetrics.Version;
import io.heapster.api.k8s.forward.ValueFields.BadValueException;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ObjectReference;
import io.heapster.api.provider.selector.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of values of one version.
 *
 * @param labels that were asked for, which the values repeat
 * @param asked when
 */
record CustomValues(Version version, CustomMetricInfo metric, LabelSelector labels, Instant asked) {

  List<MetricValue> read(JsonNode list) throws BadValueException {
    var values = new ArrayList<MetricValue>();
    for (JsonNode item : list.path("items")) {
      values.add(value(item));
    }
    return values;
  }

  private MetricValue value(JsonNode item) throws BadValueException {
    JsonNode object = item.path("describedObject");
    String namespace = metric.namespaced() ? ValueFields.text(object, "namespace") : "";
    return new MetricValue(
        new ObjectReference(
            ValueFields.text(object, "kind"),
            new ObjectName(namespace, ValueFields.text(object, "name")),
            object.path("apiVersion").asText()),
        metric.metric(),
        labels.isEmpty() ? null : labels,
        ValueFields.timestamp(item, asked),
        ValueFields.window(item, version == Version.V1BETA2 ? "windowSeconds" : "window"),
        ValueFields.value(item));
  }
}
