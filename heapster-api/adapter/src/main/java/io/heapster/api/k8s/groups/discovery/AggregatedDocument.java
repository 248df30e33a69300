package io.heapster.api.k8s.groups.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Discovery in one document, as the aggregation layer asks for it. A subresource stands below its
 * resource, which need not be served itself: so are the metrics of Kubernetes' objects told.
 */
final class AggregatedDocument {
  private AggregatedDocument() {}

  /**
   * @param format {@code v2} or {@code v2beta1}, which differ in nothing else
   */
  static ObjectNode of(Catalog catalog, String format) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + format);
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (Catalog.Entry group : catalog.groups()) {
      ObjectNode item = items.addObject();
      item.putObject("metadata").put("name", group.name()).putNull("creationTimestamp");
      ArrayNode versions = item.putArray("versions");
      for (String version : group.versions()) {
        ObjectNode entry = versions.addObject();
        entry.put("version", version);
        new Resources(group.name(), version, entry.putArray("resources")).add(group);
        entry.put("freshness", "Current");
      }
    }
    return list;
  }

  private record Resources(
      String group, String version, ArrayNode list, Map<String, ObjectNode> parents) {

    Resources(String group, String version, ArrayNode list) {
      this(group, version, list, new HashMap<>());
    }

    void add(Catalog.Entry entry) {
      for (ApiResource resource : entry.resources()) {
        int slash = resource.name().indexOf('/');
        if (slash < 0) {
          resource(resource);
        } else {
          String parent = resource.name().substring(0, slash);
          subresource(
              parents.computeIfAbsent(parent, name -> parent(name, resource.namespaced())),
              resource.name().substring(slash + 1),
              resource);
        }
      }
    }

    private void resource(ApiResource resource) {
      ObjectNode entry = list.addObject();
      entry.put("resource", resource.name());
      responseKind(entry, resource);
      entry.put("scope", scope(resource.namespaced())).put("singularResource", "");
      resource.verbs().forEach(entry.putArray("verbs")::add);
    }

    /** A resource that is not served itself: without a kind and without verbs. */
    private ObjectNode parent(String name, boolean namespaced) {
      ObjectNode entry = list.addObject();
      entry.put("resource", name).put("scope", scope(namespaced)).put("singularResource", "");
      entry.putArray("verbs");
      entry.putArray("subresources");
      return entry;
    }

    private void subresource(ObjectNode parent, String name, ApiResource resource) {
      ObjectNode entry = parent.withArray("subresources").addObject();
      entry.put("subresource", name);
      responseKind(entry, resource);
      resource.verbs().forEach(entry.putArray("verbs")::add);
    }

    private void responseKind(ObjectNode entry, ApiResource resource) {
      ObjectNode kind = entry.putObject("responseKind");
      kind.put("group", group).put("version", version).put("kind", resource.kind());
    }

    private static String scope(boolean namespaced) {
      return namespaced ? "Namespaced" : "Cluster";
    }
  }
}
