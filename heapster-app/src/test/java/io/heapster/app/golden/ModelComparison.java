package io.heapster.app.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.app.golden.GoldenSeries.ModelAnswer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds one HTTP answer against the one Heapster gave to the same request. */
final class ModelComparison {
  private static final String NO_TIME = "0001-01-01T00:00:00Z";
  private static final Pattern TIME = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z");
  private static final BigInteger NEGATIVE = BigInteger.TWO.pow(63);

  private ModelComparison() {}

  static Optional<String> difference(HttpResponse<String> ours, ModelAnswer expected) {
    String type = ours.headers().firstValue("Content-Type").orElse("none");
    if (ours.statusCode() != expected.status()) {
      return differ(expected, "status " + expected.status(), "status " + ours.statusCode());
    }
    if (!type.equals(expected.contentType())) {
      return differ(expected, expected.contentType(), type);
    }
    if (!type.equals("application/json")) {
      return ours.body().equals(expected.body().asText())
          ? Optional.empty()
          : differ(expected, expected.body().asText(), ours.body());
    }
    return compareJson(ours.body(), expected);
  }

  private static Optional<String> compareJson(String body, ModelAnswer expected) {
    JsonNode mine = normal(parse(body));
    JsonNode wanted = normal(expected.body());
    if (!mine.equals(wanted)) {
      return differ(expected, wanted.toString(), mine.toString());
    }
    if (!expected.rawText().isEmpty() && !layout(body).equals(layout(expected.rawText()))) {
      return differ(expected, expected.rawText(), body);
    }
    return Optional.empty();
  }

  private static Optional<String> differ(ModelAnswer expected, String wanted, String mine) {
    return Optional.of(
        expected.name()
            + " "
            + expected.path()
            + "\n  expected "
            + wanted
            + "\n  but was  "
            + mine);
  }

  /** Line breaks and indents; names in lists may come in any order. */
  private static List<String> layout(String text) {
    List<String> lines = new ArrayList<>(TIME.matcher(text).replaceAll("TIME").lines().toList());
    if (text.startsWith("[")) {
      lines.replaceAll(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
      Collections.sort(lines);
    }
    return lines;
  }

  /**
   * The same for answers that differ only by what the golden data's exceptions allow: instants (2),
   * order of lists (3), names of ours on top (4), negative rates (1).
   */
  private static JsonNode normal(JsonNode node) {
    return switch (node) {
      case ArrayNode array -> normalArray(array);
      case ObjectNode object -> normalObject(object);
      default -> node;
    };
  }

  private static JsonNode normalArray(ArrayNode array) {
    var items = new ArrayList<JsonNode>();
    for (JsonNode item : array) {
      boolean ours =
          BatchComparison.isOurs(item.isTextual() ? item.asText() : item.path("name").asText());
      if (!ours && !isNegativePoint(item)) {
        items.add(normal(item));
      }
    }
    // Points are in order of time and pod lists in order of the request; the rest is a set.
    if (!items.isEmpty() && !items.getFirst().has("value") && !items.getFirst().has("metrics")) {
      items.sort((a, b) -> a.toString().compareTo(b.toString()));
    }
    return GoldenSeries.JSON.createArrayNode().addAll(items);
  }

  private static boolean isNegativePoint(JsonNode item) {
    return item.path("value").isBigInteger()
        && item.get("value").bigIntegerValue().compareTo(NEGATIVE) >= 0;
  }

  private static JsonNode normalObject(ObjectNode object) {
    ObjectNode normal = GoldenSeries.JSON.createObjectNode();
    Set<String> times = Set.of("timestamp", "latestTimestamp", "creationTimestamp");
    for (String name : sortedNames(object)) {
      JsonNode value = object.get(name);
      if (times.contains(name)) {
        normal.put(name, value.asText().equals(NO_TIME) ? NO_TIME : "TIME");
      } else {
        normal.set(name, normal(value));
      }
    }
    return normal;
  }

  private static List<String> sortedNames(ObjectNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private static JsonNode parse(String body) {
    try {
      return GoldenSeries.JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }
}
