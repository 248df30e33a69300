package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes failures as the {@code Status} objects of the Kubernetes API. */
final class StatusJson {
  private StatusJson() {}

  static void write(JsonGenerator json, ApiException failure) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "Status");
    json.writeStringField("apiVersion", "v1");
    json.writeObjectFieldStart("metadata");
    json.writeEndObject();
    json.writeStringField("status", "Failure");
    json.writeStringField("message", failure.getMessage());
    json.writeStringField("reason", failure.reason());
    json.writeNumberField("code", failure.code());
    json.writeEndObject();
  }
}
