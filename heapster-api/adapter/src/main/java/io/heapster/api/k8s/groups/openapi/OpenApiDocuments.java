package io.heapster.api.k8s.groups.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.k8s.groups.discovery.ApiGroup;
import java.util.List;
import java.util.Map;

/** Makes the documents. */
final class OpenApiDocuments {
  private static final List<String> MEDIA_TYPES = List.of("application/json", "application/yaml");

  private final ApiInfo info;
  private final Schemas schemas = Schemas.load();

  OpenApiDocuments(ApiInfo info) {
    this.info = info;
  }

  /** OpenAPI 3 of one version of a group. */
  ObjectNode newer(String group, String version) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.0");
    describe(document);
    ObjectNode paths = document.putObject("paths");
    for (Operation operation : Operations.of(group, version)) {
      ObjectNode path = paths.putObject(operation.path());
      ObjectNode get = operation(path, operation, group, version);
      ObjectNode ok = get.putObject("responses").putObject("200").put("description", "OK");
      ObjectNode content = ok.putObject("content");
      for (String type : MEDIA_TYPES) {
        content
            .putObject(type)
            .putObject("schema")
            .put("$ref", Schemas.reference(operation.schema()));
      }
      ArrayNode parameters = parameters(path, operation);
      for (Operation.Parameter parameter : operation.parameters()) {
        parameter(parameters, parameter)
            .putObject("schema")
            .put("type", parameter.type())
            .put("uniqueItems", true);
      }
    }
    document.putObject("components").set("schemas", schemas.of(group + "/" + version));
    return document;
  }

  /** OpenAPI 2 of everything. */
  ObjectNode older(List<ApiGroup> groups) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("swagger", "2.0");
    describe(document);
    ObjectNode paths = document.putObject("paths");
    ObjectNode definitions = document.putObject("definitions");
    for (ApiGroup group : groups) {
      for (String version : group.versions()) {
        Operations.of(group.name(), version)
            .forEach(each -> olderPath(paths, each, group.name(), version));
        for (Map.Entry<String, JsonNode> schema :
            schemas.of(group.name() + "/" + version).properties()) {
          definitions.set(schema.getKey(), Schemas.older(schema.getValue()));
        }
      }
    }
    return document;
  }

  private static void olderPath(
      ObjectNode paths, Operation operation, String group, String version) {
    ObjectNode path = paths.putObject(operation.path());
    ObjectNode get = operation(path, operation, group, version);
    get.putArray("consumes").add("*/*");
    MEDIA_TYPES.forEach(get.putArray("produces")::add);
    get.putArray("schemes").add("https");
    ObjectNode ok = get.putObject("responses").putObject("200").put("description", "OK");
    ok.putObject("schema").put("$ref", "#/definitions/" + operation.schema());
    ArrayNode parameters = parameters(path, operation);
    for (Operation.Parameter parameter : operation.parameters()) {
      parameter(parameters, parameter).put("type", parameter.type()).put("uniqueItems", true);
    }
  }

  private void describe(ObjectNode document) {
    document.putObject("info").put("title", info.title()).put("version", info.version());
  }

  private static ObjectNode operation(
      ObjectNode path, Operation operation, String group, String version) {
    ObjectNode get = path.putObject("get");
    String shortGroup = group.equals("metrics.k8s.io") ? "metrics" : group.replace(".k8s.io", "");
    get.putArray("tags").add(shortGroup.replace('.', '_') + "_" + version);
    get.put("operationId", operation.id());
    if (!operation.action().isEmpty()) {
      get.put("x-kubernetes-action", operation.action());
      get.putObject("x-kubernetes-group-version-kind")
          .put("group", group)
          .put("version", version)
          .put("kind", operation.kind());
    }
    return get;
  }

  private static ArrayNode parameters(ObjectNode path, Operation operation) {
    return operation.parameters().isEmpty()
        ? JsonNodeFactory.instance.arrayNode()
        : path.putArray("parameters");
  }

  private static ObjectNode parameter(ArrayNode parameters, Operation.Parameter parameter) {
    ObjectNode entry = parameters.addObject();
    entry.put("name", parameter.name()).put("in", parameter.in());
    if (parameter.in().equals("path")) {
      entry.put("required", true);
    }
    return entry;
  }
}
