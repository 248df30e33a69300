package io.heapster.sources.simulated.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.heapster.sources.simulated.world.Workload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A Pod, running. */
record PodObject(SimulatedPod pod, SimulatedNode node) implements ApiObject {

  @Override
  public String namespace() {
    return pod.namespace();
  }

  @Override
  public String name() {
    return pod.name();
  }

  @Override
  public Map<String, String> labels() {
    Workload workload = pod.workload();
    var labels = new LinkedHashMap<String, String>();
    labels.put("app", workload.name());
    switch (workload.controller()) {
      case DEPLOYMENT -> labels.put("pod-template-hash", workload.revision());
      case DAEMON_SET -> labels.put("controller-revision-hash", workload.revision());
    }
    labels.put("tier", workload.tier());
    return labels;
  }

  @Override
  public Map<String, String> fields() {
    return Map.of(
        "metadata.name", pod.name(),
        "metadata.namespace", pod.namespace(),
        "spec.nodeName", node.name(),
        "status.phase", "Running");
  }

  @Override
  public long changed() {
    return pod.changed();
  }

  @Override
  public void write(JsonGenerator json, long revision) throws IOException {
    ObjectJson.begin(json, "Pod");
    ObjectJson.beginMetadata(json, this, pod.uid(), pod.start(), revision);
    json.writeStringField("generateName", pod.workload().podNamePrefix());
    owner(json);
    json.writeEndObject();
    spec(json);
    status(json);
    json.writeEndObject();
  }

  private void owner(JsonGenerator json) throws IOException {
    String name = pod.workload().ownerName();
    byte[] identity = (pod.namespace() + "/" + name).getBytes(UTF_8);
    json.writeArrayFieldStart("ownerReferences");
    json.writeStartObject();
    json.writeStringField("apiVersion", "apps/v1");
    json.writeBooleanField("blockOwnerDeletion", true);
    json.writeBooleanField("controller", true);
    json.writeStringField("kind", pod.workload().ownerKind());
    json.writeStringField("name", name);
    json.writeStringField("uid", UUID.nameUUIDFromBytes(identity).toString());
    json.writeEndObject();
    json.writeEndArray();
  }

  private void spec(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("spec");
    json.writeArrayFieldStart("containers");
    for (int i = 0; i < pod.containers().size(); i++) {
      ContainerJson.spec(json, pod.containers().get(i));
    }
    json.writeEndArray();
    json.writeStringField("dnsPolicy", "ClusterFirst");
    json.writeBooleanField("enableServiceLinks", true);
    if (pod.workload().hostNetwork()) {
      json.writeBooleanField("hostNetwork", true);
    }
    json.writeStringField("nodeName", node.name());
    json.writeStringField("preemptionPolicy", "PreemptLowerPriority");
    json.writeNumberField("priority", 0);
    json.writeStringField("restartPolicy", "Always");
    json.writeStringField("schedulerName", "default-scheduler");
    json.writeStringField("serviceAccountName", "default");
    json.writeNumberField("terminationGracePeriodSeconds", 30);
    volumes(json);
    json.writeEndObject();
  }

  private void volumes(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("volumes");
    json.writeStartObject();
    if (pod.hasClaim()) {
      json.writeStringField("name", "data");
      json.writeObjectFieldStart("persistentVolumeClaim");
      json.writeStringField("claimName", pod.claim());
    } else {
      json.writeStringField("name", "scratch");
      json.writeObjectFieldStart("emptyDir");
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void status(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeArrayFieldStart("conditions");
    for (String type : new String[] {"Initialized", "Ready", "ContainersReady", "PodScheduled"}) {
      ObjectJson.condition(json, type, true, "", pod.start());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("containerStatuses");
    for (int i = 0; i < pod.containers().size(); i++) {
      ContainerJson.status(json, pod.containers().get(i), pod.uid() + i);
    }
    json.writeEndArray();
    json.writeStringField("hostIP", node.address());
    json.writeStringField("phase", "Running");
    json.writeStringField("podIP", pod.address());
    json.writeStringField("qosClass", "Burstable");
    ObjectJson.time(json, "startTime", pod.start());
    json.writeEndObject();
  }
}
