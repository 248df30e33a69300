package io.heapster.api.model;

import io.heapster.api.http.Answer;
import io.heapster.api.http.ApiCompat;
import io.heapster.api.http.ApiException;
import io.heapster.api.http.Request;
import io.heapster.api.http.Route;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.model.EntityKey;
import io.heapster.core.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The model API below {@code /api/v1/model}: what is measured, and its recent values. */
public final class ModelRoutes {
  public static final String ROOT = "/api/v1/model";

  /** More pods are refused: the answer is made in one go. */
  static final int MAX_PODS_IN_LIST = 1000;

  /** Up to here an answer takes well under a millisecond, as one on the event loop must. */
  private static final int MAX_PODS_IN_LOOKUP = 50;

  private static final String NODE = ROOT + "/nodes/{node-name}";
  private static final String FREE_CONTAINER = NODE + "/freecontainers/{container-name}";
  private static final String NAMESPACE = ROOT + "/namespaces/{namespace-name}";
  private static final String POD = NAMESPACE + "/pods/{pod-name}";
  private static final String CONTAINER = POD + "/containers/{container-name}";
  private static final int TYPICAL_ANSWER_BYTES = 1024;

  private final KeptValues kept;
  private final ModelNames names;
  private final ApiCompat compat;
  private final TimeSource time;

  public ModelRoutes(KeptValues kept, ApiCompat compat, TimeSource time) {
    this.kept = kept;
    this.names = new ModelNames(kept, compat);
    this.compat = compat;
    this.time = time;
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    entity(routes, ROOT, request -> EntityKey.Cluster.INSTANCE);
    routes.add(list(ROOT + "/nodes", request -> names.nodes()));
    entity(routes, NODE, EntityPaths::node);
    routes.add(list(NODE + "/freecontainers", r -> names.freeContainers(r.parameter("node-name"))));
    entity(routes, FREE_CONTAINER, EntityPaths::freeContainer);
    routes.add(list(ROOT + "/namespaces", request -> names.namespaces()));
    entity(routes, NAMESPACE, EntityPaths::namespace);
    routes.add(list(NAMESPACE + "/pods", r -> names.pods(r.parameter("namespace-name"))));
    entity(routes, POD, EntityPaths::pod);
    routes.add(list(POD + "/containers", request -> names.containers(EntityPaths.pod(request))));
    entity(routes, CONTAINER, EntityPaths::container);
    routes.add(
        Route.sized(
            NAMESPACE + "/pod-list/{pod-list}/metrics/{metric-name:*}",
            ModelRoutes::podListWork,
            this::podListMetric));
    routes.add(list(ROOT + "/debug/allkeys", request -> names.allKeys()));
    return routes;
  }

  /** The two routes every kind of entity has: its metrics' names, and a metric's values. */
  private void entity(List<Route> routes, String path, Function<Request, EntityKey> key) {
    routes.add(
        Route.lookup(
            path + "/metrics",
            request -> NameList.of(kept.required().metricNames(key.apply(request)))));
    routes.add(
        Route.lookup(
            path + "/metrics/{metric-name:*}", request -> metric(request, key.apply(request))));
  }

  private static Route list(String path, Function<Request, List<String>> names) {
    return Route.scan(path, request -> NameList.of(names.apply(request)));
  }

  private Answer metric(Request request, EntityKey key) {
    MetricQuestion question = MetricQuestion.of(request, time.now());
    var out = new JsonBytes(TYPICAL_ANSWER_BYTES);
    new MetricResult(question.ask(kept.required(), key))
        .write(new JsonWriter(out, Style.PRETTY), compat);
    return Answer.json(out);
  }

  private static Route.Work podListWork(Request request) {
    return podList(request).length > MAX_PODS_IN_LOOKUP ? Route.Work.SCAN : Route.Work.LOOKUP;
  }

  private static String[] podList(Request request) {
    return request.parameter("pod-list").split(",", -1);
  }

  private Answer podListMetric(Request request) {
    MetricQuestion question = MetricQuestion.of(request, time.now());
    String[] pods = podList(request);
    if (pods.length > MAX_PODS_IN_LIST) {
      throw ApiException.badRequest(
          "pod-list names %d pods; at most %d are answered at once, so split the list"
              .formatted(pods.length, MAX_PODS_IN_LIST));
    }
    var out = new JsonBytes(TYPICAL_ANSWER_BYTES * pods.length);
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject().name("items").beginArray();
    for (String name : pods) {
      var pod = new EntityKey.Pod(request.parameter("namespace-name"), name);
      new MetricResult(question.ask(kept.required(), pod)).write(json, compat);
    }
    json.endArray().endObject();
    out.put('\n');
    return Answer.json(out);
  }
}
