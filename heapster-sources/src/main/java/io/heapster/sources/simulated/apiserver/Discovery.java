package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** What clients ask for before they ask for objects. */
final class Discovery {
  private Discovery() {}

  /** The document at a path, or empty when there is none. */
  static Optional<JsonChunks.Part> at(String path) {
    return switch (path) {
      case "/version" -> Optional.of(Discovery::version);
      case "/api" -> Optional.of(Discovery::versions);
      case "/apis" -> Optional.of(Discovery::groups);
      case "/api/v1" -> Optional.of(Discovery::resources);
      default -> Optional.empty();
    };
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
      json.writeArrayFieldStart("verbs");
      for (String verb : new String[] {"get", "list", "watch"}) {
        json.writeString(verb);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("shortNames");
      json.writeString(kind.shortName());
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
