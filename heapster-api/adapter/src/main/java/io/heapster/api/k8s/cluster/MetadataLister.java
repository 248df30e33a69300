package io.heapster.api.k8s.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectLister;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lists objects by asking the API server for their metadata alone, part by part, for a limited time
 * in all. Keeps nothing. Needs the right to list each kind that it is asked for. Thread-safe.
 */
public final class MetadataLister implements ObjectLister {
  private static final String METADATA =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

  // What is no such name would change the path; and no namespace is called so.
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int GONE = 410;

  private final ApiServerReader server;
  private final int pageSize;
  private final Duration limit;
  private final TimeSource time;

  /**
   * @param client stays its owner's
   * @param pageSize objects asked for at a time
   * @param limit of one list with all its parts
   */
  public MetadataLister(KubernetesClient client, int pageSize, Duration limit, TimeSource time) {
    if (pageSize < 1 || !limit.isPositive()) {
      throw new IllegalArgumentException(
          "pageSize %d and limit %s must be above 0".formatted(pageSize, limit));
    }
    this.server = new ApiServerReader(client);
    this.pageSize = pageSize;
    this.limit = limit;
    this.time = time;
  }

  @Override
  public List<ObjectName> list(KindOfObjects kind, String namespace, LabelSelector selector) {
    if (!namespace.isEmpty() && !NAMESPACE.matcher(namespace).matches()) {
      return List.of();
    }
    String question = path(kind, namespace) + query(selector);
    long end = time.elapsedNanos() + limit.toNanos();
    try {
      return all(question, end);
    } catch (ApiServerException e) {
      throw refusal(kind, namespace, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MetricsException(
          Reason.TIMEOUT, "listing %s took too long".formatted(kind.resource()), e);
    }
  }

  private List<ObjectName> all(String question, long end)
      throws ApiServerException, InterruptedException {
    try {
      return pages(question, end);
    } catch (ApiServerException e) {
      if (e.status() != GONE) {
        throw e;
      }
      // The list grew too old between two parts: a new one, from the start.
      return pages(question, end);
    }
  }

  private List<ObjectName> pages(String question, long end)
      throws ApiServerException, InterruptedException {
    var names = new ArrayList<ObjectName>();
    String from = "";
    do {
      MetadataPage page = page(from.isEmpty() ? question : question + "&continue=" + from, end);
      names.addAll(page.names());
      from = encoded(page.next());
    } while (!from.isEmpty());
    return List.copyOf(names);
  }

  private MetadataPage page(String question, long end)
      throws ApiServerException, InterruptedException {
    var left = Duration.ofNanos(end - time.elapsedNanos());
    if (!left.isPositive()) {
      throw new ApiServerException(
          ApiServerException.NO_STATUS,
          "GET " + question + ": the list is not complete within " + limit.toMillis() + " ms",
          null);
    }
    byte[] body = server.get(question, METADATA, left);
    try {
      return MetadataPage.parse(body);
    } catch (IOException e) {
      throw new ApiServerException(
          ApiServerException.NO_STATUS, "GET " + question + ": the answer is no list", e);
    }
  }

  private static String path(KindOfObjects kind, String namespace) {
    String group = kind.resource().group();
    return (group.isEmpty() ? "/api/" : "/apis/" + group + "/")
        + kind.version()
        + (kind.namespaced() && !namespace.isEmpty() ? "/namespaces/" + namespace : "")
        + "/"
        + kind.resource().resource();
  }

  private String query(LabelSelector selector) {
    String limited = "?limit=" + pageSize;
    return selector.isEmpty()
        ? limited
        : limited + "&labelSelector=" + encoded(selector.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static MetricsException refusal(
      KindOfObjects kind, String namespace, ApiServerException e) {
    String objects =
        kind.resource() + (namespace.isEmpty() ? "" : " in the namespace " + namespace);
    return switch (e.status()) {
      case 401, 403 ->
          new MetricsException(
              Reason.FORBIDDEN, "the metrics server is not allowed to list " + objects, e);
      case 404 ->
          new MetricsException(Reason.NOT_FOUND, "the cluster has no " + kind.resource(), e);
      case 400 ->
          new MetricsException(
              Reason.BAD_REQUEST, "the API server does not accept the selector of " + objects, e);
      default ->
          new MetricsException(
              Reason.UNAVAILABLE, "the API server did not list " + objects + ", try again", e);
    };
  }
}
