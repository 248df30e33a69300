package io.heapster.api.k8s.groups.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Discovery as every client reads it: groups, then versions, then resources. */
final class PlainDocuments {
  private PlainDocuments() {}

  /** Of {@code /apis}. */
  static ObjectNode groups(Catalog catalog) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    catalog.groups().forEach(group -> describe(groups.addObject(), group));
    return list;
  }

  /** Of {@code /apis/<group>}. */
  static ObjectNode group(Catalog.Entry group) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("kind", "APIGroup").put("apiVersion", "v1");
    return describe(document, group);
  }

  private static ObjectNode describe(ObjectNode document, Catalog.Entry group) {
    document.put("name", group.name());
    ArrayNode versions = document.putArray("versions");
    for (String version : group.versions()) {
      describeVersion(versions.addObject(), group.name(), version);
    }
    describeVersion(
        document.putObject("preferredVersion"), group.name(), group.versions().getFirst());
    return document;
  }

  private static void describeVersion(ObjectNode document, String group, String version) {
    document.put("groupVersion", group + "/" + version).put("version", version);
  }

  /** Of {@code /apis/<group>/<version>}. */
  static ObjectNode resources(Catalog.Entry group, String version) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.name() + "/" + version);
    ArrayNode resources = list.putArray("resources");
    List<ApiResource> shown = group.resources().isEmpty() ? group.placeholder() : group.resources();
    for (ApiResource resource : shown) {
      ObjectNode entry = resources.addObject();
      entry.put("name", resource.name()).put("singularName", "");
      entry.put("namespaced", resource.namespaced()).put("kind", resource.kind());
      resource.verbs().forEach(entry.putArray("verbs")::add);
    }
    return list;
  }
}
