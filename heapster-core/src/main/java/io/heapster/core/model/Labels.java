package io.heapster.core.model;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Immutable string pairs, sorted by key. The array of keys is shared between sets with the same
 * keys, so that an entity pays for its values only (about a third of a {@code Map.of}).
 */
public final class Labels {
  public static final Labels EMPTY = new Labels(new String[0], new String[0]);

  private final String[] keys;
  private final String[] values;

  private Labels(String[] keys, String[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** One pair. */
  public static Labels of(String key, String value) {
    return new Labels(new String[] {key}, new String[] {value});
  }

  public static Labels of(Map<String, String> pairs) {
    if (pairs.isEmpty()) {
      return EMPTY;
    }
    var sorted = new TreeMap<>(pairs);
    return new Labels(
        sorted.keySet().toArray(String[]::new), sorted.values().toArray(String[]::new));
  }

  /** These labels and the given ones, which win where both have a key. */
  public Labels with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var merged = new TreeMap<String, String>();
    forEach(merged::put);
    merged.putAll(more);
    return of(merged);
  }

  /** These labels and one more, which wins. */
  public Labels with(String key, String value) {
    return with(Map.of(key, value));
  }

  /**
   * Other values under the same keys, whose array is shared. For layouts, which make a hundred
   * thousand labels of the same form.
   *
   * @param others one for each key, in ascending order of the keys
   */
  public Labels withValues(String... others) {
    if (others.length != keys.length) {
      throw new IllegalArgumentException(
          others.length + " values for the keys " + Arrays.toString(keys));
    }
    return new Labels(keys, others.clone());
  }

  /** Equal labels which share the array of keys with {@code other}, if the keys are the same. */
  public Labels sharingKeysWith(Labels other) {
    return keys != other.keys && sameKeys(other) ? new Labels(other.keys, values) : this;
  }

  /** Whether both have the same keys, whatever their values. */
  public boolean sameKeys(Labels other) {
    return keys == other.keys || Arrays.equals(keys, other.keys);
  }

  public @Nullable String get(String key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? null : values[at];
  }

  public int size() {
    return keys.length;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  /** The key at a position; keys are in ascending order. */
  public String key(int position) {
    return keys[position];
  }

  public String value(int position) {
    return values[position];
  }

  /** Visits the pairs in ascending order of their keys. */
  public void forEach(BiConsumer<String, String> visitor) {
    for (int i = 0; i < keys.length; i++) {
      visitor.accept(keys[i], values[i]);
    }
  }

  public Map<String, String> asMap() {
    var map = new TreeMap<String, String>();
    forEach(map::put);
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that && sameKeys(that) && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return IntStream.range(0, keys.length)
        .mapToObj(i -> keys[i] + "=" + values[i])
        .collect(Collectors.joining(",", "{", "}"));
  }
}
