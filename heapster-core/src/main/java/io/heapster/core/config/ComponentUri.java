package io.heapster.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source or sink as named on the command line: {@code <key>[:<uri>]}, e.g. {@code
 * kubernetes.summary_api:https://kubernetes.default?kubeletPort=10250}.
 *
 * @param key what it is, never empty
 * @param base the URI without its query, e.g. {@code https://kubernetes.default}; may be empty
 * @param options of the query, in order, decoded; an option may be given more than once
 */
public record ComponentUri(String key, String base, Map<String, List<String>> options) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([^}]*)}|([A-Za-z_][A-Za-z0-9_]*))");
  private static final Pattern RESERVED = Pattern.compile("[%&=+#$ ]");

  public ComponentUri {
    options = copy(options);
  }

  /**
   * Takes a text apart. {@code $NAME} and {@code ${NAME}} in the URI become the variable's value,
   * or nothing when it is not set.
   *
   * @throws IllegalArgumentException when the key is missing or the URI is malformed; the message
   *     names the text and the rule
   */
  public static ComponentUri parse(String text, UnaryOperator<String> environment) {
    int colon = text.indexOf(':');
    String key = colon < 0 ? text : text.substring(0, colon);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("\"" + text + "\": missing key, expected <key>[:<uri>]");
    }
    String uri = colon < 0 ? "" : expand(text.substring(colon + 1), environment);
    int question = uri.indexOf('?');
    String base = question < 0 ? uri : uri.substring(0, question);
    requireUri(text, base);
    return new ComponentUri(
        key, base, question < 0 ? Map.of() : query(text, uri.substring(question + 1)));
  }

  /** The text form, as it could be given again; secrets included, so never for logs. */
  public String text() {
    var text = new StringBuilder(key);
    if (!base.isEmpty() || !options.isEmpty()) {
      text.append(':').append(base);
    }
    char separator = '?';
    for (var option : options.entrySet()) {
      for (String value : option.getValue()) {
        text.append(separator).append(escape(option.getKey())).append('=').append(escape(value));
        separator = '&';
      }
    }
    return text.toString();
  }

  /** Escapes what would be read as something else; a dollar sign would name a variable. */
  private static String escape(String part) {
    return RESERVED
        .matcher(part)
        .replaceAll(
            match -> Matcher.quoteReplacement("%%%02X".formatted((int) match.group().charAt(0))));
  }

  private static String expand(String text, UnaryOperator<String> environment) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> {
          String name = match.group(1) == null ? match.group(2) : match.group(1);
          String value = environment.apply(name);
          return Matcher.quoteReplacement(value == null ? "" : value);
        });
  }

  private static void requireUri(String text, String base) {
    try {
      var _ = new URI(base);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\": not a URI after the key: " + e.getReason(), e);
    }
  }

  private static Map<String, List<String>> query(String text, String query) {
    var options = new LinkedHashMap<String, List<String>>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        options
            .computeIfAbsent(decode(text, name, name), _ -> new ArrayList<>())
            .add(decode(text, name, value));
      }
    }
    return options;
  }

  /** The name stands for its value in the error, which may be a secret. */
  private static String decode(String text, String name, String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\": bad percent escape in \"" + name + "\"", e);
    }
  }

  private static Map<String, List<String>> copy(Map<String, List<String>> options) {
    var copy = new LinkedHashMap<String, List<String>>();
    options.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return copy;
  }
}
