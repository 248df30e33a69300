package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heapster.sources.simulated.front.GroupCatalog;
import java.io.IOException;
import java.util.Optional;

/** What clients ask for before they ask for objects. */
final class Discovery {
  private static final String JSON = "application/json";

  private Discovery() {}

  /**
   * A document.
   *
   * @param type of the content
   */
  record Document(String type, JsonChunks.Part content) {}

  /** The document at a path, or empty when there is none. */
  static Optional<Document> at(String path, String accept) {
    return switch (path) {
      case "/version" -> of(Discovery::version);
      case "/api" ->
          GroupCatalog.wantsAggregated(accept)
              ? Optional.of(new Document(GroupCatalog.AGGREGATED, Discovery::everything))
              : of(Discovery::versions);
      case "/apis" -> of(Discovery::groups);
      case "/api/v1" -> of(Discovery::resources);
      default -> Optional.empty();
    };
  }

  private static Optional<Document> of(JsonChunks.Part content) {
    return Optional.of(new Document(JSON, content));
  }

  private static void version(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("major", "1");
    json.writeStringField("minor", "34");
    json.writeStringField("gitVersion", "v1.34.0+simulated");
    json.writeStringField("gitCommit", "simulated");
    json.writeStringField("gitTreeState", "clean");
    json.writeStringField("buildDate", "2026-01-01T00:00:00Z");
    json.writeStringField("platform", "linux/amd64");
    json.writeEndObject();
  }

  private static void versions(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "APIVersions");
    json.writeArrayFieldStart("versions");
    json.writeString("v1");
    json.writeEndArray();
    json.writeArrayFieldStart("serverAddressByClientCIDRs");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void groups(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "APIGroupList");
    json.writeStringField("apiVersion", "v1");
    json.writeArrayFieldStart("groups");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void resources(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "APIResourceList");
    json.writeStringField("groupVersion", "v1");
    json.writeArrayFieldStart("resources");
    for (ResourceKind kind : ResourceKind.values()) {
      json.writeStartObject();
      json.writeStringField("name", kind.plural());
      json.writeStringField("singularName", kind.singular());
      json.writeBooleanField("namespaced", kind.isNamespaced());
      json.writeStringField("kind", kind.kind());
      verbsAndShortName(json, kind);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void verbsAndShortName(JsonGenerator json, ResourceKind kind) throws IOException {
    json.writeArrayFieldStart("verbs");
    for (String verb : new String[] {"get", "list", "watch"}) {
      json.writeString(verb);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("shortNames");
    json.writeString(kind.shortName());
    json.writeEndArray();
  }

  /** Aggregated discovery of the core group. */
  private static void everything(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "APIGroupDiscoveryList");
    json.writeStringField("apiVersion", "apidiscovery.k8s.io/v2");
    json.writeObjectFieldStart("metadata");
    json.writeEndObject();
    json.writeArrayFieldStart("items");
    json.writeStartObject();
    json.writeObjectFieldStart("metadata");
    json.writeEndObject();
    json.writeArrayFieldStart("versions");
    json.writeStartObject();
    json.writeStringField("version", "v1");
    json.writeStringField("freshness", "Current");
    json.writeArrayFieldStart("resources");
    for (ResourceKind kind : ResourceKind.values()) {
      discovered(json, kind);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void discovered(JsonGenerator json, ResourceKind kind) throws IOException {
    json.writeStartObject();
    json.writeStringField("resource", kind.plural());
    json.writeObjectFieldStart("responseKind");
    json.writeStringField("group", "");
    json.writeStringField("version", "v1");
    json.writeStringField("kind", kind.kind());
    json.writeEndObject();
    json.writeStringField("scope", kind.isNamespaced() ? "Namespaced" : "Cluster");
    json.writeStringField("singularResource", kind.singular());
    verbsAndShortName(json, kind);
    json.writeEndObject();
  }
}
