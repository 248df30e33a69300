package io.heapster.api.k8s.groups.resource;

import io.heapster.api.http.Answer;
import io.heapster.api.k8s.groups.media.Accepted;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.k8s.groups.media.Representation;
import io.heapster.api.k8s.groups.query.Failures;
import io.heapster.api.k8s.groups.query.GroupPath;
import io.heapster.api.k8s.groups.query.Selection;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.k8s.request.StatusException.Details;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.heapster.core.time.TimeSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers {@code metrics.k8s.io}: nodes and pods, one or a list. A list is written while it is
 * sent, object by object, so that its size costs no memory.
 */
public final class ResourceMetricsEndpoint implements Endpoint {
  private final ResourceMetricsProvider provider;
  private final TimeSource time;

  public ResourceMetricsEndpoint(ResourceMetricsProvider provider, TimeSource time) {
    this.provider = provider;
    this.time = time;
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    return GroupPath.of(request.info(), ResourceGroup.NAME, ResourceGroup.VERSIONS)
        .map(path -> route(request, path));
  }

  private Answer route(ApiRequest request, GroupPath path) {
    GroupPath inner = path.inNamespace() ? path.withoutNamespace() : path;
    String namespace = path.inNamespace() ? path.at(1) : "";
    boolean list = inner.length() == 1;
    if (inner.length() > 2) {
      throw StatusException.noSuchResource();
    }
    if (inner.at(0).equals("nodes") && namespace.isEmpty()) {
      return list ? nodes(request, path) : node(request, path, inner.at(1));
    }
    // A single pod is found in its namespace only.
    if (inner.at(0).equals("pods") && (list || !namespace.isEmpty())) {
      return list
          ? pods(request, path, namespace)
          : pod(request, path, new ObjectName(namespace, inner.at(1)));
    }
    throw StatusException.noSuchResource();
  }

  private Answer nodes(ApiRequest request, GroupPath path) {
    return list(
        request, path, "nodes", new NodeShape(), selection -> provider.nodes(selection.labels()));
  }

  private Answer pods(ApiRequest request, GroupPath path, String namespace) {
    return list(
        request,
        path,
        "pods",
        new PodShape(),
        selection -> provider.pods(narrowed(namespace, selection), selection.labels()));
  }

  /** Spares the provider the pods of other namespaces, which would be left out afterwards. */
  private static String narrowed(String namespace, Selection selection) {
    return namespace.isEmpty() ? selection.fields().onlyNamespace().orElse("") : namespace;
  }

  private Answer node(ApiRequest request, GroupPath path, String name) {
    return single(
        request,
        path,
        new NodeShape(),
        () -> provider.node(name),
        new Missing("node", name, "nodemetrics", name));
  }

  private Answer pod(ApiRequest request, GroupPath path, ObjectName pod) {
    return single(
        request,
        path,
        new PodShape(),
        () -> provider.pod(pod),
        new Missing("pods", pod.name(), "podmetrics", pod.namespace() + "/" + pod.name()));
  }

  /** Asks the provider for what a selection picks by labels. */
  private interface Listing<T> {
    Iterable<T> select(Selection selection);
  }

  private <T> Answer list(
      ApiRequest request,
      GroupPath path,
      String resource,
      MetricsShape<T> shape,
      Listing<T> listing) {
    Representation representation = representation(request);
    Selection.requireNoWatch(request.query(), ResourceGroup.NAME, resource);
    Selection selection = Selection.of(request.query());
    ResourceBodies<T> bodies = bodies(request, path, shape);
    try {
      Iterator<T> items = listing.select(selection).iterator();
      boolean all = selection.fields().terms().isEmpty();
      return representation.answer(
          bodies.list(
              representation.form(),
              all ? items : new FieldFilter<>(items, shape, selection.fields())));
    } catch (MetricsException e) {
      throw Failures.status(e);
    }
  }

  private <T> Answer single(
      ApiRequest request,
      GroupPath path,
      MetricsShape<T> shape,
      Supplier<T> object,
      Missing missing) {
    Representation representation = representation(request);
    ResourceBodies<T> bodies = bodies(request, path, shape);
    try {
      return representation.answer(bodies.single(representation.form(), object.get()));
    } catch (MetricsException e) {
      throw missing.status(e);
    }
  }

  private static Representation representation(ApiRequest request) {
    request.info().requireRead();
    return Accepted.by(request)
        .choose(form -> !(form instanceof Form.Unknown || form instanceof Form.GroupDiscovery));
  }

  private <T> ResourceBodies<T> bodies(ApiRequest request, GroupPath path, MetricsShape<T> shape) {
    return new ResourceBodies<>(
        shape,
        ResourceGroup.NAME + "/" + path.version(),
        include(request.query().get("includeObject")),
        time.now());
  }

  private static RowWriter.Include include(String value) {
    return switch (value) {
      case "", "Metadata" -> RowWriter.Include.METADATA;
      case "None" -> RowWriter.Include.NONE;
      case "Object" -> RowWriter.Include.OBJECT;
      default ->
          throw StatusException.badRequest(
              "includeObject: \"%s\" is none of \"None\", \"Metadata\", \"Object\""
                  .formatted(value));
    };
  }

  /**
   * How a missing object, and missing metrics of an object that is there, are told.
   *
   * @param metricsName with the namespace
   */
  private record Missing(String kind, String name, String metricsKind, String metricsName) {

    StatusException status(MetricsException failure) {
      return switch (failure.reason()) {
        case NO_METRICS -> noMetrics(String.valueOf(failure.getMessage()));
        case NOT_FOUND -> Failures.status(failure, Details.of(name, "", kind));
        case BAD_REQUEST, FORBIDDEN, UNAVAILABLE, TIMEOUT -> Failures.status(failure);
      };
    }

    private StatusException noMetrics(String why) {
      String notFound =
          "%s.%s \"%s\" not found".formatted(metricsKind, ResourceGroup.NAME, metricsName);
      return new StatusException(
          404,
          "NotFound",
          why.isEmpty() ? notFound : notFound + ": " + why,
          Details.of(metricsName, ResourceGroup.NAME, metricsKind));
    }
  }
}
