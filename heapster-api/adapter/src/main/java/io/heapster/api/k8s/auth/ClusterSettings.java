package io.heapster.api.k8s.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the ConfigMap {@code extension-apiserver-authentication} says; its lists are JSON in text.
 *
 * @param clientCa PEM, may be empty
 * @param requestHeaderCa PEM, may be empty
 */
record ClusterSettings(
    String clientCa, String requestHeaderCa, List<String> allowedNames, IdentityHeaders headers) {
  static final ClusterSettings NONE = of(Map.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  ClusterSettings {
    allowedNames = List.copyOf(allowedNames);
  }

  /**
   * @throws IllegalArgumentException when a list is none; names the key
   */
  static ClusterSettings of(Map<String, String> data) {
    return new ClusterSettings(
        data.getOrDefault("client-ca-file", ""),
        data.getOrDefault("requestheader-client-ca-file", ""),
        list(data, "requestheader-allowed-names"),
        new IdentityHeaders(
            list(data, "requestheader-username-headers"),
            list(data, "requestheader-uid-headers"),
            list(data, "requestheader-group-headers"),
            list(data, "requestheader-extra-headers-prefix")));
  }

  private static List<String> list(Map<String, String> data, String key) {
    String text = data.getOrDefault(key, "");
    if (text.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<String>();
    for (JsonNode each : array(key, text)) {
      // An empty prefix would make identities of all headers.
      if (!each.isTextual() || each.textValue().isBlank()) {
        throw new IllegalArgumentException(key + " holds something else than names: " + text);
      }
      found.add(each.textValue());
    }
    return found;
  }

  private static JsonNode array(String key, String text) {
    try {
      JsonNode list = JSON.readTree(text);
      if (list.isArray()) {
        return list;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(key + " is no JSON list: " + text, e);
    }
    throw new IllegalArgumentException(key + " is no JSON list: " + text);
  }
}
