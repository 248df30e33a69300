package io.heapster.api.k8s.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** A {@code SubjectAccessReview} as it is sent. The same question is always the same bytes. */
final class AccessReview {
  static final String KIND = "SubjectAccessReview";
  static final String PATH = "apis/authorization.k8s.io/v1/subjectaccessreviews";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AccessReview() {}

  static byte[] body(UserInfo user, Attributes asked) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", KIND);
    ObjectNode spec = review.putObject("spec");
    spec.put("user", user.name());
    putFilled(spec, "uid", user.uid());
    putAll(spec.putArray("groups"), user.groups());
    if (!user.extra().isEmpty()) {
      ObjectNode extra = spec.putObject("extra");
      new TreeMap<>(user.extra()).forEach((key, values) -> putAll(extra.putArray(key), values));
    }
    putAttributes(spec, asked);
    return review.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Characters that the caller chooses. */
  static int size(Attributes asked) {
    return switch (asked) {
      case Attributes.Resource at ->
          at.verb().length()
              + at.group().length()
              + at.version().length()
              + at.resource().length()
              + at.subresource().length()
              + at.namespace().length()
              + at.name().length()
              + at.path().length();
      case Attributes.Path at -> at.verb().length() + at.path().length();
    };
  }

  private static void putAttributes(ObjectNode spec, Attributes asked) {
    switch (asked) {
      case Attributes.Resource at -> {
        ObjectNode resource = spec.putObject("resourceAttributes");
        putFilled(resource, "namespace", at.namespace());
        putFilled(resource, "verb", at.verb());
        putFilled(resource, "group", at.group());
        putFilled(resource, "version", at.version());
        putFilled(resource, "resource", at.resource());
        putFilled(resource, "subresource", at.subresource());
        putFilled(resource, "name", at.name());
      }
      case Attributes.Path at ->
          spec.putObject("nonResourceAttributes").put("path", at.path()).put("verb", at.verb());
    }
  }

  private static void putFilled(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  private static void putAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
