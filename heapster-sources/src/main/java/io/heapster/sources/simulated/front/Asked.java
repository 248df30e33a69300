package io.heapster.sources.simulated.front;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a request wants, as rules of access see it.
 *
 * @param resource empty when a plain path is asked for
 * @param namespace empty for none or all
 * @param name empty for a collection
 */
record Asked(
    String verb, String path, String group, String resource, String namespace, String name) {

  boolean isPath() {
    return resource.isEmpty();
  }

  /** Of a request. */
  static Asked of(String method, String path, boolean watch) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    String root = parts.isEmpty() ? "" : parts.getFirst();
    int version = root.equals("api") ? 1 : root.equals("apis") ? 2 : Integer.MAX_VALUE - 1;
    if (parts.size() <= version + 1) {
      return new Asked(method.toLowerCase(Locale.ROOT), path, "", "", "", "");
    }
    String group = version == 2 ? parts.get(1) : "";
    List<String> rest = parts.subList(version + 1, parts.size());
    String namespace = "";
    if (rest.getFirst().equals("namespaces") && rest.size() >= 3) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    String name = rest.size() > 1 ? rest.get(1) : "";
    String resource = rest.size() > 2 ? rest.getFirst() + "/" + rest.get(2) : rest.getFirst();
    return new Asked(verb(method, name, watch), path, group, resource, namespace, name);
  }

  private static String verb(String method, String name, boolean watch) {
    return switch (method) {
      case "GET", "HEAD" -> watch ? "watch" : name.isEmpty() ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  /** Of the {@code spec} of an access review. */
  static Asked of(JsonObject spec) {
    JsonObject path = spec.getJsonObject("nonResourceAttributes");
    if (path != null) {
      return new Asked(path.getString("verb", ""), path.getString("path", ""), "", "", "", "");
    }
    JsonObject resource = spec.getJsonObject("resourceAttributes", new JsonObject());
    String below = resource.getString("subresource", "");
    return new Asked(
        resource.getString("verb", ""),
        "",
        resource.getString("group", ""),
        resource.getString("resource", "") + (below.isEmpty() ? "" : "/" + below),
        resource.getString("namespace", ""),
        resource.getString("name", ""));
  }

  /** The words of a refusal. */
  String refusal(Caller caller) {
    if (isPath()) {
      return "forbidden: User \"%s\" cannot %s path \"%s\"".formatted(caller.name(), verb, path);
    }
    String what = group.isEmpty() ? resource : resource + "." + group;
    String which = name.isEmpty() ? what : what + " \"" + name + "\"";
    String where =
        namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
    return "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
        .formatted(which, caller.name(), verb, resource, group, where);
  }
}
