package io.heapster.api.model;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The historical API below {@code /api/v1/historical}: the model's questions, about the past. */
public final class HistoryRoutes {
  public static final String ROOT = "/api/v1/historical";

  /** How far back lists of names look where no start is given. */
  static final Duration RECENT = Duration.ofDays(7);

  private static final String NODE = ROOT + "/nodes/{node-name}";
  private static final String FREE_CONTAINER = NODE + "/freecontainers/{container-name}";
  private static final String NAMESPACE = ROOT + "/namespaces/{namespace-name}";
  private static final String POD = NAMESPACE + "/pods/{pod-name}";
  private static final String CONTAINER = POD + "/containers/{container-name}";
  private static final String POD_ID = ROOT + "/pod-id/{pod-id}";
  private static final String POD_ID_CONTAINER = POD_ID + "/containers/{container-name}";
  private static final String VALUES = "/metrics/{metric-name:*}";
  private static final String AGGREGATES = "/metrics-aggregated/{aggregations}/{metric-name:*}";

  private final AskedHistory history;
  private final TimeSource time;

  public HistoryRoutes(AskedHistory history, TimeSource time) {
    this.history = history;
    this.time = time;
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    entity(routes, ROOT, request -> EntityKey.Cluster.INSTANCE);
    routes.add(members(ROOT + "/nodes", EntityKind.NODE, r -> EntityKey.Cluster.INSTANCE));
    entity(routes, NODE, EntityPaths::node);
    routes.add(members(NODE + "/freecontainers", EntityKind.SYSTEM_CONTAINER, EntityPaths::node));
    entity(routes, FREE_CONTAINER, EntityPaths::freeContainer);
    routes.add(
        members(ROOT + "/namespaces", EntityKind.NAMESPACE, r -> EntityKey.Cluster.INSTANCE));
    entity(routes, NAMESPACE, EntityPaths::namespace);
    routes.add(members(NAMESPACE + "/pods", EntityKind.POD, EntityPaths::namespace));
    entity(routes, POD, EntityPaths::pod);
    routes.add(members(POD + "/containers", EntityKind.POD_CONTAINER, EntityPaths::pod));
    entity(routes, CONTAINER, EntityPaths::container);
    values(routes, POD_ID, this::podOfId);
    values(routes, POD_ID_CONTAINER, this::containerOfId);
    lists(routes, NAMESPACE + "/pod-list/{pod-list}", HistoryRoutes::podsOfList);
    lists(routes, ROOT + "/pod-id-list/{pod-id-list}", this::podsOfIds);
    return routes;
  }

  /** What every kind of entity has: its metrics' names, values and aggregates. */
  private void entity(List<Route> routes, String path, Function<Request, EntityKey> key) {
    routes.add(
        Route.remote(
            path + "/metrics",
            request -> history.metricNames(key.apply(request), recent(request))));
    values(routes, path, request -> AskedEntity.of(key.apply(request)));
  }

  private void values(List<Route> routes, String path, Function<Request, AskedEntity> entity) {
    routes.add(
        Route.remote(
            path + VALUES, request -> history.single(valuesAsked(request), entity.apply(request))));
    routes.add(
        Route.remote(
            path + AGGREGATES,
            request -> history.single(aggregatesAsked(request), entity.apply(request))));
  }

  private void lists(List<Route> routes, String path, Function<Request, List<AskedEntity>> pods) {
    routes.add(
        Route.remote(
            path + VALUES, request -> history.list(valuesAsked(request), pods.apply(request))));
    routes.add(
        Route.remote(
            path + AGGREGATES,
            request -> history.list(aggregatesAsked(request), pods.apply(request))));
  }

  private Route members(String path, EntityKind kind, Function<Request, EntityKey> owner) {
    return Route.remote(
        path, request -> history.members(owner.apply(request), kind, recent(request)));
  }

  private HistoryQuestion valuesAsked(Request request) {
    return HistoryQuestion.ofValues(request, time.now());
  }

  private HistoryQuestion aggregatesAsked(Request request) {
    return HistoryQuestion.ofAggregates(request, time.now());
  }

  private TimeRange recent(Request request) {
    Instant end = MetricQuestion.time(request.query(), "end", time.now());
    return new TimeRange(MetricQuestion.time(request.query(), "start", end.minus(RECENT)), end);
  }

  private AskedEntity podOfId(Request request) {
    return history.podIds().pods(List.of(request.parameter("pod-id"))).getFirst();
  }

  private AskedEntity containerOfId(Request request) {
    return history
        .podIds()
        .container(request.parameter("pod-id"), request.parameter("container-name"));
  }

  private static List<AskedEntity> podsOfList(Request request) {
    String namespace = request.parameter("namespace-name");
    return names(request, "pod-list").stream()
        .map(name -> AskedEntity.of(new EntityKey.Pod(namespace, name)))
        .toList();
  }

  private List<AskedEntity> podsOfIds(Request request) {
    return history.podIds().pods(names(request, "pod-id-list"));
  }

  private static List<String> names(Request request, String parameter) {
    List<String> names = Arrays.asList(request.parameter(parameter).split(",", -1));
    if (names.size() > ModelRoutes.MAX_PODS_IN_LIST) {
      throw ApiException.badRequest(
          "%s names %d pods; at most %d are answered at once, so split the list"
              .formatted(parameter, names.size(), ModelRoutes.MAX_PODS_IN_LIST));
    }
    return names;
  }
}
