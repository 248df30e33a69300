package io.heapster.api.k8s.groups.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One clause of an Accept header.
 *
 * @param type lower case, e.g. {@code application/json}
 * @param parameters by lower-case name, without {@code q}
 * @param quality 0 to 1; 0 refuses
 */
record MediaRange(String type, Map<String, String> parameters, double quality) {

  /** What {@code curl} would say. */
  static final MediaRange ANYTHING = new MediaRange("*/*", Map.of(), 1);

  MediaRange {
    parameters = Map.copyOf(parameters);
  }

  /** The value of a parameter; empty when not given. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The clauses of a header line, as written; those that are no media ranges are left out. */
  static List<MediaRange> parse(String header) {
    var ranges = new ArrayList<MediaRange>();
    for (String clause : split(header, ',')) {
      clause(clause).ifPresent(ranges::add);
    }
    return ranges;
  }

  private static Optional<MediaRange> clause(String text) {
    List<String> parts = split(text, ';');
    String type = parts.getFirst().strip().toLowerCase(Locale.ROOT);
    if (type.indexOf('/') <= 0) {
      return Optional.empty();
    }
    var parameters = new HashMap<String, String>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parameters.putIfAbsent(name, unquoted(part.substring(equals + 1).strip()));
      }
    }
    double quality = quality(parameters.remove("q"));
    return Optional.of(new MediaRange(type, parameters, quality));
  }

  private static double quality(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    try {
      double quality = Double.parseDouble(text);
      return quality >= 0 && quality <= 1 ? quality : 1;
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** Splits at a character, but not inside quotes. */
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
