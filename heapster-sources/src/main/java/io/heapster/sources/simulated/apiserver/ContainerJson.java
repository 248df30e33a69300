package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heapster.sources.simulated.world.Resources;
import io.heapster.sources.simulated.world.SimulatedContainer;
import java.io.IOException;

/** What a Pod says about a container: in its spec and in its status. */
final class ContainerJson {
  private ContainerJson() {}

  static void spec(JsonGenerator json, SimulatedContainer container) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", container.name());
    json.writeStringField("image", container.template().image());
    json.writeStringField("imagePullPolicy", "IfNotPresent");
    resources(json, container.resources());
    json.writeStringField("terminationMessagePath", "/dev/termination-log");
    json.writeStringField("terminationMessagePolicy", "File");
    json.writeEndObject();
  }

  static void status(JsonGenerator json, SimulatedContainer container, String id)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("containerID", "containerd://" + id);
    json.writeStringField("image", container.template().image());
    json.writeStringField("name", container.name());
    json.writeBooleanField("ready", true);
    json.writeNumberField("restartCount", container.restartCount());
    json.writeBooleanField("started", true);
    json.writeObjectFieldStart("state");
    json.writeObjectFieldStart("running");
    ObjectJson.time(json, "startedAt", container.start());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void resources(JsonGenerator json, Resources resources) throws IOException {
    json.writeObjectFieldStart("resources");
    amounts(json, "limits", resources.cpuLimitMillicores(), resources.memoryLimitBytes());
    amounts(json, "requests", resources.cpuRequestMillicores(), resources.memoryRequestBytes());
    json.writeEndObject();
  }

  private static void amounts(JsonGenerator json, String field, long millicores, long bytes)
      throws IOException {
    if (millicores == 0 && bytes == 0) {
      return;
    }
    json.writeObjectFieldStart(field);
    if (millicores != 0) {
      json.writeStringField("cpu", Quantities.cpu(millicores));
    }
    if (bytes != 0) {
      json.writeStringField("memory", Quantities.memory(bytes));
    }
    json.writeEndObject();
  }
}
