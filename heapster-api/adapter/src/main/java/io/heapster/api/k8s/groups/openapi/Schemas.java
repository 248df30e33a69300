package io.heapster.api.k8s.groups.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objects of the groups, kept as a resource: by group and version, and those of Kubernetes
 * itself under {@code common}; in the words of OpenAPI 3.
 */
final class Schemas {
  /** Discovery is an operation of every group. */
  private static final String APIS = "io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList";

  private static final String PREFIX = "#/components/schemas/";

  private final JsonNode sections;

  private Schemas(JsonNode sections) {
    this.sections = sections;
  }

  static Schemas load() {
    try (InputStream resource = Schemas.class.getResourceAsStream("schemas.json")) {
      if (resource == null) {
        throw new IllegalStateException("schemas.json is missing beside " + Schemas.class);
      }
      return new Schemas(new ObjectMapper().readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException("schemas.json cannot be read", e);
    }
  }

  /** The schemas of a version of a group, and those that they refer to, sorted by name. */
  ObjectNode of(String groupVersion) {
    var found = new TreeMap<String, JsonNode>();
    collect(sections.path("common").path(APIS), APIS, found);
    for (Map.Entry<String, JsonNode> own : sections.path(groupVersion).properties()) {
      collect(own.getValue(), own.getKey(), found);
    }
    ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    found.forEach(schemas::set);
    return schemas;
  }

  private void collect(JsonNode schema, String name, Map<String, JsonNode> found) {
    if (found.putIfAbsent(name, schema) != null) {
      return;
    }
    for (JsonNode reference : schema.findValues("$ref")) {
      String other = reference.textValue().substring(PREFIX.length());
      JsonNode common = sections.path("common").path(other);
      if (common.isObject()) {
        collect(common, other, found);
      }
    }
  }

  /** The same schema in the words of OpenAPI 2, which knows fewer. */
  static JsonNode older(JsonNode schema) {
    if (!schema.isObject()) {
      return schema;
    }
    if (schema.has("oneOf")) {
      return JsonNodeFactory.instance.objectNode().put("type", "string");
    }
    ObjectNode older = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : schema.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.equals("allOf")) {
        String reference = value.path(0).path("$ref").textValue();
        older.put("$ref", "#/definitions/" + reference.substring(PREFIX.length()));
      } else if (name.equals("properties")) {
        ObjectNode properties = older.putObject(name);
        value.properties().forEach(each -> properties.set(each.getKey(), older(each.getValue())));
      } else if (!name.equals("default")) {
        older.set(name, older(value));
      }
    }
    return older;
  }

  static String reference(String schema) {
    return PREFIX + schema;
  }
}
