package io.heapster.api.k8s.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the API server's discovery documents, one group version after the other. */
final class DiscoveryReader {
  /** Their resources are metrics, which would be taken for kinds of objects of that name. */
  private static final Set<String> METRICS_GROUPS =
      Set.of("metrics.k8s.io", "custom.metrics.k8s.io", "external.metrics.k8s.io");

  private static final String CORE_VERSION = "v1";

  private final ApiServerReader server;
  private final Duration limit;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param limit of each request
   */
  DiscoveryReader(ApiServerReader server, Duration limit) {
    this.server = server;
    this.limit = limit;
  }

  /**
   * What was read.
   *
   * @param stale group versions that did not answer, e.g. because another adapter is away; what was
   *     known of them stays
   */
  record Reading(ClusterPicture picture, Set<String> stale) {}

  /**
   * Reads everything.
   *
   * @throws ApiServerException when not even the list of groups can be had
   */
  Reading read(ClusterPicture last) throws ApiServerException, InterruptedException {
    var kinds = new LinkedHashMap<String, List<KindOfObjects>>();
    var stale = new TreeSet<String>();
    JsonNode groups = document("/apis").path("groups");
    add(kinds, stale, last, "", CORE_VERSION);
    for (JsonNode group : groups) {
      String name = group.path("name").asText();
      if (!name.isEmpty() && !METRICS_GROUPS.contains(name)) {
        for (String version : versions(group)) {
          add(kinds, stale, last, name, version);
        }
      }
    }
    return new Reading(new ClusterPicture(kinds), stale);
  }

  private static Set<String> versions(JsonNode group) {
    var versions = new LinkedHashSet<String>();
    versions.add(group.path("preferredVersion").path("version").asText());
    group.path("versions").forEach(version -> versions.add(version.path("version").asText()));
    versions.remove("");
    return versions;
  }

  private void add(
      Map<String, List<KindOfObjects>> kinds,
      Set<String> stale,
      ClusterPicture last,
      String group,
      String version)
      throws InterruptedException {
    String groupVersion = group.isEmpty() ? version : group + "/" + version;
    try {
      String path = (group.isEmpty() ? "/api/" : "/apis/") + groupVersion;
      kinds.put(groupVersion, kinds(document(path), group, version));
    } catch (ApiServerException e) {
      stale.add(groupVersion);
      last.ofVersion(groupVersion).ifPresent(known -> kinds.put(groupVersion, known));
    }
  }

  private static List<KindOfObjects> kinds(JsonNode document, String group, String version) {
    var kinds = new ArrayList<KindOfObjects>();
    for (JsonNode resource : document.path("resources")) {
      String name = resource.path("name").asText();
      String kind = resource.path("kind").asText();
      boolean subresource = name.indexOf('/') >= 0;
      if (!name.isEmpty() && !kind.isEmpty() && !subresource) {
        kinds.add(
            new KindOfObjects(
                new GroupResource(name, group),
                singular(resource.path("singularName").asText(), kind),
                kind,
                version,
                resource.path("namespaced").asBoolean()));
      }
    }
    return List.copyOf(kinds);
  }

  /** Old servers do not tell it. */
  private static String singular(String told, String kind) {
    return told.isEmpty() ? kind.toLowerCase(Locale.ROOT) : told;
  }

  private JsonNode document(String path) throws ApiServerException, InterruptedException {
    byte[] body = server.get(path, "application/json", limit);
    try {
      JsonNode document = json.readTree(body);
      if (!document.isObject()) {
        throw new ApiServerException(
            ApiServerException.NO_STATUS, "GET " + path + ": the answer is no JSON object", null);
      }
      return document;
    } catch (IOException e) {
      throw new ApiServerException(
          ApiServerException.NO_STATUS, "GET " + path + ": the answer is no JSON", e);
    }
  }
}
