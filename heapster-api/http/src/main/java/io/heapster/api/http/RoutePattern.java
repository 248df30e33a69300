package io.heapster.api.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters: {@code {name}} takes one segment, {@code {name:*}}, at the end, all that
 * remain, one at least.
 *
 * @param text without the {@code :*}; the form in OpenAPI and in {@code /metrics}
 */
public record RoutePattern(String text, List<String> segments, boolean takesRest) {
  private static final String REST = ":*}";

  public RoutePattern {
    segments = List.copyOf(segments);
  }

  public static RoutePattern parse(String pattern) {
    boolean rest = pattern.endsWith(REST);
    String text = rest ? pattern.substring(0, pattern.length() - REST.length()) + "}" : pattern;
    List<String> segments =
        text.equals("/") ? List.of() : Arrays.asList(text.substring(1).split("/"));
    return new RoutePattern(text, segments, rest);
  }

  /** The parameters, when the pattern fits. */
  Optional<Map<String, String>> match(List<String> path) {
    int fixed = takesRest ? segments.size() - 1 : segments.size();
    boolean lengthFits = takesRest ? path.size() > fixed : path.size() == fixed;
    if (!lengthFits || !literalsMatch(path, fixed)) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < fixed; i++) {
      if (isParameter(segments.get(i))) {
        parameters.put(name(segments.get(i)), path.get(i));
      }
    }
    if (takesRest) {
      parameters.put(name(segments.get(fixed)), String.join("/", path.subList(fixed, path.size())));
    }
    return Optional.of(parameters);
  }

  private boolean literalsMatch(List<String> path, int fixed) {
    for (int i = 0; i < fixed; i++) {
      String segment = segments.get(i);
      if (!isParameter(segment) && !segment.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static String name(String parameter) {
    return parameter.substring(1, parameter.length() - 1);
  }
}
