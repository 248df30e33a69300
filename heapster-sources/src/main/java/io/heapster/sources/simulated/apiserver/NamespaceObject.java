package io.heapster.sources.simulated.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** A Namespace; there from the first day on. */
record NamespaceObject(String name, long changed) implements ApiObject {

  @Override
  public String namespace() {
    return "";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("kubernetes.io/metadata.name", name);
  }

  @Override
  public Map<String, String> fields() {
    return Map.of("metadata.name", name);
  }

  @Override
  public void write(JsonGenerator json, long revision) throws IOException {
    ObjectJson.begin(json, "Namespace");
    String uid = UUID.nameUUIDFromBytes(("namespace/" + name).getBytes(UTF_8)).toString();
    ObjectJson.beginMetadata(json, this, uid, changed, revision);
    json.writeEndObject();
    json.writeObjectFieldStart("spec");
    json.writeArrayFieldStart("finalizers");
    json.writeString("kubernetes");
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("status");
    json.writeStringField("phase", "Active");
    json.writeEndObject();
    json.writeEndObject();
  }
}
