package io.heapster.api.k8s.groups.openapi;

import io.heapster.api.k8s.groups.openapi.Operation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The operations of a version of a group, named as Kubernetes' own servers name them. */
final class Operations {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private static final List<Parameter> LIST =
      List.of(
          Parameter.inQuery("allowWatchBookmarks", "boolean"),
          Parameter.inQuery("continue", "string"),
          Parameter.inQuery("fieldSelector", "string"),
          Parameter.inQuery("labelSelector", "string"),
          Parameter.inQuery("limit", "integer"),
          Parameter.inQuery("pretty", "string"),
          Parameter.inQuery("resourceVersion", "string"),
          Parameter.inQuery("resourceVersionMatch", "string"),
          Parameter.inQuery("sendInitialEvents", "boolean"),
          Parameter.inQuery("timeoutSeconds", "integer"),
          Parameter.inQuery("watch", "boolean"));
  private static final List<Parameter> GET = List.of(Parameter.inQuery("pretty", "string"));
  private static final List<Parameter> VALUES =
      List.of(
          Parameter.inQuery("labelSelector", "string"),
          Parameter.inQuery("metricLabelSelector", "string"),
          Parameter.inQuery("pretty", "string"));
  private static final List<Parameter> EXTERNAL_VALUES =
      List.of(Parameter.inQuery("labelSelector", "string"), Parameter.inQuery("pretty", "string"));

  private final String root;
  private final String version;
  private final List<Operation> all = new ArrayList<>();

  private Operations(String group, String version) {
    this.root = "/apis/" + group + "/" + version + "/";
    this.version = version;
  }

  /** Of the three groups of metrics; of other groups there is discovery only. */
  static List<Operation> of(String group, String version) {
    var operations = new Operations(group, version);
    switch (group) {
      case "metrics.k8s.io" -> operations.resource();
      case "custom.metrics.k8s.io" -> operations.custom();
      case "external.metrics.k8s.io" -> operations.external();
      default -> operations.discovery("");
    }
    return operations.all;
  }

  private void discovery(String prefix) {
    String id = "get" + prefix + "APIResources";
    all.add(new Operation(root, id, "", "", META + "APIResourceList", List.of()));
  }

  private void resource() {
    String prefix = "Metrics" + capital(version);
    String schemas = "io.k8s.metrics.pkg.apis.metrics." + version + ".";
    discovery(prefix);
    String pods = "namespaces/{namespace}/pods";
    add(
        pods,
        "list" + prefix + "NamespacedPodMetrics",
        "PodMetrics",
        schemas + "PodMetricsList",
        LIST);
    add(
        pods + "/{name}",
        "read" + prefix + "NamespacedPodMetrics",
        "PodMetrics",
        schemas + "PodMetrics",
        GET);
    add("nodes", "list" + prefix + "NodeMetrics", "NodeMetrics", schemas + "NodeMetricsList", LIST);
    add(
        "nodes/{name}",
        "read" + prefix + "NodeMetrics",
        "NodeMetrics",
        schemas + "NodeMetrics",
        GET);
    add(
        "pods",
        "list" + prefix + "PodMetricsForAllNamespaces",
        "PodMetrics",
        schemas + "PodMetricsList",
        LIST);
  }

  private void custom() {
    String prefix = "CustomMetrics" + capital(version);
    String list = "io.k8s.metrics.pkg.apis.custom_metrics." + version + ".MetricValueList";
    discovery(prefix);
    String id = "list" + prefix;
    add("{resource}/{name}/{subresource}", id + "MetricValue", "MetricValue", list, VALUES);
    String namespace = "namespaces/{namespace}/";
    add(
        namespace + "{resource}/{name}/{subresource}",
        id + "NamespacedMetricValue",
        "MetricValue",
        list,
        VALUES);
    add(
        namespace + "metrics/{name}",
        "read" + prefix + "MetricValueForNamespace",
        "MetricValue",
        list,
        VALUES);
  }

  private void external() {
    String prefix = "ExternalMetrics" + capital(version);
    discovery(prefix);
    add(
        "namespaces/{namespace}/{resource}",
        "list" + prefix + "ExternalMetricValue",
        "ExternalMetricValue",
        "io.k8s.metrics.pkg.apis.external_metrics." + version + ".ExternalMetricValueList",
        EXTERNAL_VALUES);
  }

  private void add(String path, String id, String kind, String schema, List<Parameter> query) {
    var parameters = new ArrayList<Parameter>();
    PARAMETER
        .matcher(path)
        .results()
        .forEach(found -> parameters.add(Parameter.inPath(found.group(1))));
    parameters.addAll(query);
    String action = id.startsWith("list") ? "list" : "get";
    all.add(new Operation(root + path, id, action, kind, schema, parameters));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
