package io.heapster.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a URI after the question mark. Of a key given twice the first value counts, unless
 * {@link #all} is asked; a pair that is not well percent-encoded is left out, as Go does.
 * Immutable.
 */
public final class QueryString {
  private final Map<String, List<String>> values;

  private QueryString(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @param raw as sent, without the question mark
   */
  public static QueryString parse(String raw) {
    var values = new HashMap<String, List<String>>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      Optional<String> decoded = PercentCoding.decode(value.replace('+', ' '));
      PercentCoding.decode(key.replace('+', ' '))
          .ifPresent(name ->
              decoded.ifPresent(
                  text -> values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(text)));
    }
    return new QueryString(values);
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of a key; empty when absent. */
  public String get(String key) {
    return values.getOrDefault(key, List.of("")).getFirst();
  }

  /** All values of a key, as sent; empty when absent. */
  public List<String> all(String key) {
    return List.copyOf(values.getOrDefault(key, List.of()));
  }
}
