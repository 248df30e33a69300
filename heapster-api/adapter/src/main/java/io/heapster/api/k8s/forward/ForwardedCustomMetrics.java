package io.heapster.api.k8s.forward;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.time.TimeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Custom metrics of another adapter, in the newest version that it speaks. Its list of metrics is
 * read in the background and kept while it is away; values are asked for one by one. Give it {@link
 * ForwardTarget#rule} as its rule. Thread-safe; open it, close it.
 */
public final class ForwardedCustomMetrics implements CustomMetricsProvider, AutoCloseable {
  private static final String GROUP = "custom.metrics.k8s.io";
  private static final String LIST = "MetricValueList";
  private static final GroupResource NAMESPACES = GroupResource.core("namespaces");

  private final TargetClient client;
  private final TargetAnswers answers;
  private final TargetDiscovery<CustomMetricInfo> discovery;
  private final TimeSource time;

  /** That the other server answered with last; null before it did. */
  private volatile @Nullable Version version;

  /** Newest first. */
  enum Version {
    V1BETA2,
    V1BETA1;

    String root() {
      return "/apis/" + GROUP + (this == V1BETA2 ? "/v1beta2" : "/v1beta1");
    }
  }

  private ForwardedCustomMetrics(ForwardTarget target, ForwardCounters counters, TimeSource time) {
    this.client = new TargetClient(target, time);
    this.answers = new TargetAnswers(client, target, GROUP, counters);
    this.time = time;
    this.discovery =
        new TargetDiscovery<>(
            "custom metrics of " + target.label(),
            target.limits().discoveryInterval(),
            this::list,
            time);
  }

  /**
   * Begins to ask for the list of metrics, without waiting for it.
   *
   * @throws IllegalArgumentException when a file of the target cannot be used; names it
   */
  public static ForwardedCustomMetrics open(
      ForwardTarget target, ForwardCounters counters, TimeSource time) {
    var opened = new ForwardedCustomMetrics(target, counters, time);
    opened.discovery.start();
    return opened;
  }

  @Override
  public Collection<CustomMetricInfo> customMetrics() {
    return discovery.metrics();
  }

  private List<CustomMetricInfo> list() {
    client.refresh();
    JsonNode list =
        newestFirst(each -> {
          JsonNode document = answers.document(each.root(), "APIResourceList");
          version = each;
          return document;
        });
    var listed = new ArrayList<CustomMetricInfo>();
    for (JsonNode each : list.path("resources")) {
      String[] name = each.path("name").asText().split("/", -1);
      // Placeholders belong to no kind of objects.
      if (name.length == 2 && !name[0].isEmpty() && !name[1].isEmpty()) {
        boolean namespaced = each.path("namespaced").asBoolean();
        listed.add(new CustomMetricInfo(GroupResource.parse(name[0]), namespaced, name[1]));
      }
    }
    return listed;
  }

  @Override
  public MetricValue valueOf(ObjectName object, CustomMetricInfo metric, LabelSelector labels) {
    List<MetricValue> values =
        answers.forward(
            () -> ask(object.namespace(), object.name(), LabelSelector.EVERYTHING, metric, labels),
            MetricsException.metricNotFound(metric));
    if (values.size() > 1) {
      throw answers.garbage(
          "%d values of %s for %s".formatted(values.size(), metric.path(), object.name()));
    }
    if (values.isEmpty()) {
      throw MetricsException.metricNotFound(metric, object);
    }
    return values.getFirst();
  }

  @Override
  public List<MetricValue> valuesOf(
      String namespace, LabelSelector objects, CustomMetricInfo metric, LabelSelector labels) {
    return answers.forward(
        () -> ask(namespace, "*", objects, metric, labels),
        MetricsException.metricNotFound(metric));
  }

  private List<MetricValue> ask(
      String namespace,
      String object,
      LabelSelector objects,
      CustomMetricInfo metric,
      LabelSelector labels) {
    return known(each -> {
      String path =
          path(each, namespace, object, metric)
              .select("labelSelector", objects)
              .select("metricLabelSelector", labels)
              .toString();
      var reader = new CustomValues(each, metric, labels, time.now());
      try {
        return reader.read(answers.document(path, LIST));
      } catch (ValueFields.BadValueException e) {
        throw answers.garbage(String.valueOf(e.getMessage()));
      }
    });
  }

  private static PathText path(
      Version version, String namespace, String object, CustomMetricInfo metric) {
    var path = new PathText(version.root());
    if (metric.resource().equals(NAMESPACES)) {
      return path.add("namespaces", object, "metrics", metric.metric());
    }
    if (metric.namespaced()) {
      path.add("namespaces", namespace);
    }
    return path.add(metric.resource().toString(), object, metric.metric());
  }

  private <T> T known(Function<Version, T> question) {
    Version now = version;
    return now == null ? newestFirst(question) : question.apply(now);
  }

  private static <T> T newestFirst(Function<Version, T> question) {
    try {
      return question.apply(Version.V1BETA2);
    } catch (MetricsException e) {
      if (e.reason() != MetricsException.Reason.NOT_FOUND) {
        throw e;
      }
      return question.apply(Version.V1BETA1);
    }
  }

  @Override
  public void close() {
    discovery.close();
    client.close();
  }
}
