package io.heapster.sources.simulated.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** A ConfigMap; there from the first day on. */
record ConfigMapObject(String namespace, String name, Map<String, String> data, long changed)
    implements ApiObject {

  /** Where an API server tells those behind it by whom they may let users be named. */
  static ConfigMapObject authentication(Map<String, String> data, long changed) {
    return new ConfigMapObject("kube-system", "extension-apiserver-authentication", data, changed);
  }

  @Override
  public Map<String, String> labels() {
    return Map.of();
  }

  @Override
  public Map<String, String> fields() {
    return Map.of("metadata.name", name, "metadata.namespace", namespace);
  }

  @Override
  public void write(JsonGenerator json, long revision) throws IOException {
    ObjectJson.begin(json, "ConfigMap");
    byte[] identity = ("configmap/" + namespace + "/" + name).getBytes(UTF_8);
    String uid = UUID.nameUUIDFromBytes(identity).toString();
    ObjectJson.beginMetadata(json, this, uid, changed, revision);
    json.writeEndObject();
    ObjectJson.texts(json, "data", data);
    json.writeEndObject();
  }
}
