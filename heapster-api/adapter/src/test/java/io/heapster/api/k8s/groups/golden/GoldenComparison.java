package io.heapster.api.k8s.groups.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.api.k8s.groups.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where an answer differs from the recorded one: status, content type, every field and every value.
 * Of times the form counts; of lists whose order says nothing, the members.
 */
final class GoldenComparison {
  private static final Set<String> TIMES = Set.of("timestamp", "creationTimestamp");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  /** Lists without an order, and what tells their members apart. */
  private static final Map<String, String> SETS =
      Map.of(
          "containers", "/name",
          "groups", "/name",
          "versions", "/version",
          "parameters", "/name");

  private final List<String> differences = new ArrayList<>();

  private GoldenComparison() {}

  static List<String> differences(GoldenExchange golden, Reply reply) {
    var comparison = new GoldenComparison();
    comparison.same("status", golden.status(), reply.status());
    comparison.same("contentType", golden.contentType(), reply.contentType());
    if (golden.body().isTextual()) {
      comparison.text(golden, reply);
    } else {
      comparison.node("", "", golden.body(), reply.json());
    }
    return comparison.differences;
  }

  private void text(GoldenExchange golden, Reply reply) {
    boolean readable = !golden.contentType().contains("protobuf");
    same(
        "text",
        readable ? timeless(golden.body().asText()) : "",
        readable ? timeless(reply.text()) : "");
  }

  private static String timeless(String text) {
    return TIME.matcher(text).replaceAll("TIME");
  }

  private void same(String where, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(where + ": expected " + expected + ", not " + actual);
    }
  }

  private void node(String path, String name, JsonNode expected, JsonNode actual) {
    if (expected.getNodeType() != actual.getNodeType()) {
      same(path, expected, actual);
    } else if (expected.isObject()) {
      members(path, fields(expected), fields(actual));
    } else if (expected.isArray()) {
      array(path, name, expected, actual);
    } else if (TIMES.contains(name) && expected.isTextual()) {
      same(path, true, TIME.matcher(actual.asText()).matches());
    } else {
      same(path, expected, actual);
    }
  }

  private void array(String path, String name, JsonNode expected, JsonNode actual) {
    String key = key(path, name, expected, actual);
    if (key != null) {
      members(path, keyed(key, expected), keyed(key, actual));
      return;
    }
    same(path + " length", expected.size(), actual.size());
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      node(path + "/" + i, "", expected.get(i), actual.get(i));
    }
  }

  private static String key(String path, String name, JsonNode expected, JsonNode actual) {
    if (name.equals("resources")) {
      return expected.at("/0").has("resource") || actual.at("/0").has("resource")
          ? "/resource"
          : "/name";
    }
    boolean discovery = path.equals("/items") && actual.at("/0").has("versions");
    return discovery ? "/metadata/name" : SETS.get(name);
  }

  private void members(String path, Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
    var names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    for (String name : names) {
      String inner = path + "/" + name;
      if (!actual.containsKey(name)) {
        differences.add(inner + ": missing");
      } else if (!expected.containsKey(name)) {
        differences.add(inner + ": more than expected");
      } else {
        node(inner, name, expected.get(name), actual.get(name));
      }
    }
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    var fields = new LinkedHashMap<String, JsonNode>();
    object.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
    return fields;
  }

  private static Map<String, JsonNode> keyed(String key, JsonNode array) {
    var members = new LinkedHashMap<String, JsonNode>();
    array.forEach(each -> members.put("[" + each.at(key).asText() + "]", each));
    return members;
  }
}
