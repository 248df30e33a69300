package io.heapster.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rights as texts: {@code verb resource}, with a group {@code verb resource.group}. */
final class Rights {
  /** Everybody who is somebody may ask these: the built-in role system:discovery. */
  private static final Pattern DISCOVERY =
      Pattern.compile("GET /(api|apis|version|openapi)(/[^?]*)?(\\?.*)?");

  private static final Pattern RESOURCE =
      Pattern.compile(
          "([A-Z]+) /(?:api|apis/([^/?]+))/v[0-9a-z]+/(?:namespaces/[^/?]+/(?=[a-z]))?"
              + "([^/?]+)(/[^?]+)?(\\?.*)?");
  private static final Pattern GROUP_ONLY =
      Pattern.compile("GET /(?:api/v1|apis/[^/?]+/v[0-9a-z]+|apis/[^/?]+|apis|api)/?(\\?.*)?");

  private Rights() {}

  /** What an API server asks its authoriser about each request; discovery is nothing. */
  static Set<String> ofApiServer(Collection<String> requests) {
    var rights = new TreeSet<String>();
    requests.forEach(request -> ofApiServer(request).ifPresent(rights::add));
    return rights;
  }

  private static Optional<String> ofApiServer(String request) {
    if (GROUP_ONLY.matcher(request).matches()) {
      return Optional.empty();
    }
    Matcher resource = RESOURCE.matcher(request);
    if (!resource.matches()) {
      return DISCOVERY.matcher(request).matches()
          ? Optional.empty()
          : Optional.of("unknown request " + request);
    }
    String query = resource.group(5) == null ? "" : resource.group(5);
    String group = resource.group(2) == null ? "" : "." + resource.group(2);
    return Optional.of(
        verb(resource.group(1), resource.group(4) != null, query)
            + " "
            + resource.group(3)
            + group);
  }

  private static String verb(String method, boolean named, String query) {
    return switch (method) {
      case "GET" -> {
        if (query.contains("watch=true") || query.contains("watch=1")) {
          yield "watch";
        }
        yield named ? "get" : "list";
      }
      case "POST" -> "create";
      default -> method;
    };
  }

  /** What a kubelet asks about each request. */
  static Set<String> ofKubelet(Collection<String> requests) {
    var rights = new TreeSet<String>();
    for (String request : requests) {
      String[] words = request.split(" ", 2);
      String part = words[1].split("[/?]", 3)[1];
      String resource =
          switch (part) {
            case "stats" -> "nodes/stats";
            case "metrics" -> "nodes/metrics";
            case "logs" -> "nodes/log";
            case "spec" -> "nodes/spec";
            default -> "nodes/proxy";
          };
      rights.add((words[0].equals("POST") ? "create " : "get ") + resource);
    }
    return rights;
  }

  /** What a role allows. */
  static Set<String> ofRole(JsonNode role) {
    var rights = new TreeSet<String>();
    for (JsonNode rule : role.path("rules")) {
      for (String group : Manifests.texts(rule.path("apiGroups"))) {
        for (String resource : Manifests.texts(rule.path("resources"))) {
          for (String verb : Manifests.texts(rule.path("verbs"))) {
            rights.add(verb + " " + resource + (group.isEmpty() ? "" : "." + group));
          }
        }
      }
    }
    return rights;
  }

  /** Of the roles that every cluster has and the manifests bind: delegation, and one ConfigMap. */
  static List<String> builtIn() {
    return List.of(
        "create tokenreviews.authentication.k8s.io",
        "create subjectaccessreviews.authorization.k8s.io",
        "get configmaps",
        "list configmaps",
        "watch configmaps");
  }
}
