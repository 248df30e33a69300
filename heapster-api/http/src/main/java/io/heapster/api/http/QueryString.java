package io.heapster.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of a URI after the question mark. Of a key given twice the first value counts, unless
 * {@link #all} is asked; a pair that is not well percent-encoded is left out, as Go does, and
 * {@link #leftOut} tells. Immutable.
 */
public final class QueryString {
  private final Map<String, List<String>> values;
  private final List<String> leftOut;

  private QueryString(Map<String, List<String>> values, List<String> leftOut) {
    this.values = values;
    this.leftOut = leftOut;
  }

  /**
   * @param raw as sent, without the question mark
   */
  public static QueryString parse(String raw) {
    var values = new HashMap<String, List<String>>();
    var leftOut = new ArrayList<String>();
    for (String pair : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      Optional<String> name = PercentCoding.decode(key.replace('+', ' '));
      Optional<String> text = PercentCoding.decode(value.replace('+', ' '));
      if (name.isPresent() && text.isPresent()) {
        values.computeIfAbsent(name.get(), first -> new ArrayList<>(1)).add(text.get());
      } else {
        leftOut.add(pair);
      }
    }
    return new QueryString(values, leftOut);
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

  /** The keys, in ascending order. */
  public SortedSet<String> keys() {
    return new TreeSet<>(values.keySet());
  }

  /** The pairs that were not well percent-encoded, as sent. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
