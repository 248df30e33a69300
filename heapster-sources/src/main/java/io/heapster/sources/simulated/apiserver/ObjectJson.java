package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Parts that objects of every kind are written with. */
final class ObjectJson {
  private ObjectJson() {}

  static void begin(JsonGenerator json, String kind) throws IOException {
    json.writeStartObject();
    json.writeStringField("apiVersion", "v1");
    json.writeStringField("kind", kind);
  }

  /** Begins {@code metadata}, which the caller ends. */
  static void beginMetadata(
      JsonGenerator json, ApiObject object, String uid, long created, long revision)
      throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("name", object.name());
    if (!object.namespace().isEmpty()) {
      json.writeStringField("namespace", object.namespace());
    }
    json.writeStringField("uid", uid);
    json.writeStringField("resourceVersion", Long.toString(revision));
    time(json, "creationTimestamp", created);
    texts(json, "labels", object.labels());
  }

  static void texts(JsonGenerator json, String field, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  static void time(JsonGenerator json, String field, long epochSecond) throws IOException {
    json.writeStringField(field, Instant.ofEpochSecond(epochSecond).toString());
  }

  static void condition(JsonGenerator json, String type, boolean holds, String reason, long since)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("status", holds ? "True" : "False");
    json.writeStringField("reason", reason);
    time(json, "lastTransitionTime", since);
    json.writeEndObject();
  }
}
