package io.heapster.sources.simulated.front;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Discovery of all groups: the front's own and those of backends. */
public final class GroupCatalog {
  /** Content type of aggregated discovery, to the letter. */
  public static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private static final Map<String, List<String>> OWN = own();
  private static final Map<String, String> KINDS =
      Map.of(
          "tokenreviews", "TokenReview",
          "subjectaccessreviews", "SubjectAccessReview",
          "selfsubjectaccessreviews", "SelfSubjectAccessReview");

  private final List<ServedVersion> served;

  GroupCatalog(List<ServedVersion> served) {
    this.served = served;
  }

  private static Map<String, List<String>> own() {
    var own = new LinkedHashMap<String, List<String>>();
    own.put(Reviews.TOKEN_GROUP, List.of("tokenreviews"));
    own.put(Reviews.ACCESS_GROUP, List.of("selfsubjectaccessreviews", "subjectaccessreviews"));
    return own;
  }

  /** Whether a client would rather have everything in one document. */
  public static boolean wantsAggregated(String accept) {
    for (String clause : accept.replace(" ", "").split(",")) {
      String closed = clause + ";";
      if (closed.contains(";as=APIGroupDiscoveryList;") && closed.contains(";v=v2;")) {
        return true;
      }
    }
    return false;
  }

  /** Groups, their versions and what these serve. */
  JsonObject aggregated() {
    var items = new JsonArray();
    OWN.forEach((group, resources) -> {
      var version = new JsonObject().put("version", Reviews.VERSION);
      version.put("freshness", "Current").put("resources", ownResources(group, resources));
      items.add(group(group, List.of(version)));
    });
    byGroup()
        .forEach((group, versions) -> {
          var documents = new ArrayList<JsonObject>();
          for (ServedVersion each : versions) {
            ServedVersion.State state = each.state();
            documents.add(
                new JsonObject()
                    .put("version", each.version())
                    .put("freshness", state.available() ? "Current" : "Stale")
                    .put("resources", state.resources()));
          }
          items.add(group(group, documents));
        });
    return new JsonObject()
        .put("kind", "APIGroupDiscoveryList")
        .put("apiVersion", "apidiscovery.k8s.io/v2")
        .put("metadata", new JsonObject())
        .put("items", items);
  }

  private static JsonObject group(String name, List<JsonObject> versions) {
    return new JsonObject()
        .put("metadata", new JsonObject().put("name", name).putNull("creationTimestamp"))
        .put("versions", new JsonArray(versions));
  }

  private static JsonArray ownResources(String group, List<String> names) {
    var resources = new JsonArray();
    for (String name : names) {
      var kind =
          new JsonObject()
              .put("group", group)
              .put("version", Reviews.VERSION)
              .put("kind", KINDS.get(name));
      resources.add(
          new JsonObject()
              .put("resource", name)
              .put("responseKind", kind)
              .put("scope", "Cluster")
              .put("singularResource", "")
              .put("verbs", JsonArray.of("create")));
    }
    return resources;
  }

  private Map<String, List<ServedVersion>> byGroup() {
    var groups = new LinkedHashMap<String, List<ServedVersion>>();
    for (ServedVersion each : served) {
      groups.computeIfAbsent(each.group(), _ -> new ArrayList<>()).add(each);
    }
    return groups;
  }

  /** Names of groups and versions only. */
  JsonObject plain() {
    var groups = new JsonArray();
    OWN.keySet().forEach(group -> groups.add(plain(group, List.of(Reviews.VERSION))));
    byGroup().forEach((group, versions) -> groups.add(plain(group, names(versions))));
    return new JsonObject()
        .put("kind", "APIGroupList")
        .put("apiVersion", "v1")
        .put("groups", groups);
  }

  private static List<String> names(List<ServedVersion> versions) {
    return versions.stream().map(ServedVersion::version).toList();
  }

  private static JsonObject plain(String group, List<String> versions) {
    var each = new JsonArray();
    for (String version : versions) {
      each.add(new JsonObject().put("groupVersion", group + "/" + version).put("version", version));
    }
    return new JsonObject()
        .put("name", group)
        .put("versions", each)
        .put("preferredVersion", each.getValue(0));
  }

  /** The document of one group or of one of the front's own versions. */
  Optional<JsonObject> at(String path) {
    String below = path.substring("/apis/".length());
    List<String> own = OWN.get(below);
    if (own != null) {
      return Optional.of(single(below, List.of(Reviews.VERSION)));
    }
    List<ServedVersion> versions = byGroup().get(below);
    if (versions != null) {
      return Optional.of(single(below, names(versions)));
    }
    return OWN.keySet().stream()
        .filter(group -> below.equals(group + "/" + Reviews.VERSION))
        .findFirst()
        .map(GroupCatalog::ownVersion);
  }

  private static JsonObject single(String group, List<String> versions) {
    return plain(group, versions).put("kind", "APIGroup").put("apiVersion", "v1");
  }

  private static JsonObject ownVersion(String group) {
    var resources = new JsonArray();
    for (String name : OWN.getOrDefault(group, List.of())) {
      resources.add(
          new JsonObject()
              .put("name", name)
              .put("singularName", "")
              .put("namespaced", false)
              .put("kind", KINDS.get(name))
              .put("verbs", JsonArray.of("create")));
    }
    return new JsonObject()
        .put("kind", "APIResourceList")
        .put("apiVersion", "v1")
        .put("groupVersion", group + "/" + Reviews.VERSION)
        .put("resources", resources);
  }
}
