package io.heapster.api.k8s.request;

import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.identity.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads paths as the API servers of Kubernetes do, so that the RBAC rules written for them mean the
 * same here: {@code /apis/<group>/<version>/...} and {@code /api/<version>/...} are resources, all
 * else is a path. Metrics of a namespace stay as they are written ({@code
 * /namespaces/<namespace>/metrics/<name>}): that is what the rules name.
 */
public final class RequestInfoParser {
  /** What follows a namespace's name and belongs to the namespace itself. */
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  private RequestInfoParser() {}

  /**
   * What a request asks for.
   *
   * @param method upper case
   * @throws StatusException 400 when the path names a verb and nothing to use it on
   */
  public static RequestInfo parse(String method, ApiPath path, QueryString query) {
    return new RequestInfo(
        method, path.decoded(), path.segments(), attributes(method, path, query));
  }

  private static Attributes attributes(String method, ApiPath path, QueryString query) {
    List<String> parts = path.segments();
    boolean grouped = !parts.isEmpty() && parts.getFirst().equals("apis");
    boolean core = !parts.isEmpty() && parts.getFirst().equals("api");
    int least = grouped ? 4 : 3;
    if (!grouped && !core || parts.size() < least) {
      return new Attributes.Path(method.toLowerCase(Locale.ROOT), path.decoded());
    }
    String group = grouped ? parts.get(1) : "";
    String version = parts.get(least - 2);
    return resource(method, group, version, path, parts.subList(least - 1, parts.size()), query);
  }

  private static Attributes resource(
      String method,
      String group,
      String version,
      ApiPath path,
      List<String> afterVersion,
      QueryString query) {
    List<String> parts = afterVersion;
    String verb = verb(method);
    String special = parts.getFirst();
    if (special.equals("watch") || special.equals("proxy")) {
      if (parts.size() < 2) {
        throw StatusException.badRequest("the path names no resource to " + special);
      }
      verb = special;
      parts = parts.subList(1, parts.size());
    }
    String namespace = "";
    if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
      namespace = parts.get(1);
      if (parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))) {
        parts = parts.subList(2, parts.size());
      }
    }
    String name = parts.size() > 1 ? parts.get(1) : "";
    String subresource = parts.size() > 2 && !verb.equals("proxy") ? parts.get(2) : "";
    if (name.isEmpty()) {
      name = verb.equals("get") ? FieldSelectorName.of(query.get("fieldSelector")) : "";
      verb = collectionVerb(verb, query);
    }
    return new Attributes.Resource(
        verb, group, version, parts.getFirst(), subresource, namespace, name, path.decoded());
  }

  private static String verb(String method) {
    return switch (method) {
      case "GET", "HEAD" -> "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      // Verbs of RBAC are made of letters only, so nothing allows this but a rule for all verbs.
      default -> "";
    };
  }

  private static String collectionVerb(String verb, QueryString query) {
    return switch (verb) {
      case "get" -> isWatch(query) ? "watch" : "list";
      case "delete" -> "deletecollection";
      default -> verb;
    };
  }

  /** As Kubernetes reads booleans: given at all, and neither {@code 0} nor {@code false}. */
  private static boolean isWatch(QueryString query) {
    String value = query.get("watch");
    return query.has("watch") && !value.equals("0") && !value.equalsIgnoreCase("false");
  }
}
