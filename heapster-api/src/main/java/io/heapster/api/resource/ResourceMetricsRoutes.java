package io.heapster.api.resource;

import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.ApiException;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.api.model.KeptValues;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** CPU and memory of nodes and pods that the API server knows, from the newest batch. */
public final class ResourceMetricsRoutes {
  public static final String ROOT = "/apis/metrics/v1alpha1";

  private static final String NAMESPACE_PODS = ROOT + "/namespaces/{namespace-name}/pods";
  private static final int TYPICAL_OBJECT_BYTES = 1024;
  private static final Comparator<PodInfo> BY_NAME =
      Comparator.comparing((PodInfo pod) -> pod.key().namespace())
          .thenComparing(pod -> pod.key().name());

  private final KeptValues kept;
  private final ClusterInventory inventory;
  private final ApiCompat compat;
  private final TimeSource time;
  private final Duration resolution;

  public ResourceMetricsRoutes(
      KeptValues kept,
      ClusterInventory inventory,
      ApiCompat compat,
      TimeSource time,
      Duration resolution) {
    this.kept = kept;
    this.inventory = inventory;
    this.compat = compat;
    this.time = time;
    this.resolution = resolution;
  }

  public List<Route> routes() {
    return List.of(
        Route.scan(ROOT + "/nodes", this::nodes),
        Route.lookup(ROOT + "/nodes/{node-name}", this::node),
        Route.scan(ROOT + "/pods", request -> pods(request, pod -> true)),
        Route.scan(NAMESPACE_PODS, this::namespacePods),
        Route.lookup(NAMESPACE_PODS + "/{pod-name}", this::pod));
  }

  private Answer nodes(Request request) {
    LabelSelector selector = selector(request);
    MetricsObjects objects = objects();
    List<UsageSnapshot.NodeUsage> usages =
        inventory.nodes().stream()
            .filter(node -> selector.matches(node.labels()::get))
            .map(NodeInfo::name)
            .sorted()
            .flatMap(name -> objects.snapshot().node(name).stream())
            .toList();
    return MetricsList.of(usages, objects::writeNode);
  }

  private Answer namespacePods(Request request) {
    String namespace = request.parameter("namespace-name");
    return pods(request, pod -> pod.key().namespace().equals(namespace));
  }

  private Answer pods(Request request, Predicate<PodInfo> wanted) {
    LabelSelector selector = selector(request);
    MetricsObjects objects = objects();
    List<UsageSnapshot.PodUsage> usages =
        inventory.pods().stream()
            .filter(wanted)
            .filter(pod -> selector.matches(pod.labels()::get))
            .sorted(BY_NAME)
            .flatMap(pod -> objects.snapshot().pod(pod).stream())
            .toList();
    return MetricsList.of(usages, objects::writePod);
  }

  private Answer node(Request request) {
    String name = request.parameter("node-name");
    MetricsObjects objects = objects();
    return inventory
        .node(name)
        .flatMap(node -> objects.snapshot().node(name))
        .map(usage -> single(usage, objects::writeNode))
        .orElseThrow(() -> ApiException.notFound("No metrics for node " + name));
  }

  private Answer pod(Request request) {
    var key = new EntityKey.Pod(request.parameter("namespace-name"), request.parameter("pod-name"));
    PodInfo pod = inventory.pod(key).orElseThrow(() -> unknown(key));
    MetricsObjects objects = objects();
    return objects
        .snapshot()
        .pod(pod)
        .map(usage -> single(usage, objects::writePod))
        .orElseThrow(() ->
            // "availalble" is what clients have read for years
            ApiException.notFound(
                "No metrics availalble for pod " + key.namespace() + "/" + key.name()));
  }

  private ApiException unknown(EntityKey.Pod key) {
    String reason =
        "Error while getting pod %s: pod \"%s\" not found".formatted(key.name(), key.name());
    return switch (compat) {
      case DEFAULT -> ApiException.notFound(reason);
      case HEAPSTER -> ApiException.internal(reason);
    };
  }

  private MetricsObjects objects() {
    List<DataBatch> recent = kept.required().recent();
    List<DataBatch> batches = recent.isEmpty() ? List.of(DataBatch.empty(time.now())) : recent;
    return new MetricsObjects(new UsageSnapshot(batches), compat, time.now(), resolution);
  }

  private static <T> Answer single(T usage, BiConsumer<JsonWriter, T> writer) {
    var out = new JsonBytes(TYPICAL_OBJECT_BYTES);
    writer.accept(new JsonWriter(out, Style.PRETTY), usage);
    return Answer.json(out);
  }

  private static LabelSelector selector(Request request) {
    String text = request.query().get("labelSelector");
    try {
      return LabelSelector.parse(text);
    } catch (SelectorException e) {
      throw ApiException.badRequest("Error while parsing selector " + text + ": " + e.getMessage());
    }
  }
}
