package io.heapster.api.provider.selector;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One condition of a label selector. Its text is the one that Kubernetes prints. */
public sealed interface Requirement {
  /** The label that it is about. */
  String key();

  /**
   * Whether labels fulfil it.
   *
   * @param labels the value of a key; null where there is none
   */
  boolean matches(Function<String, @Nullable String> labels);

  /** {@code key}. */
  record Exists(String key) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return labels.apply(key) != null;
    }

    @Override
    public String toString() {
      return key;
    }
  }

  /** {@code !key}. */
  record Absent(String key) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return labels.apply(key) == null;
    }

    @Override
    public String toString() {
      return "!" + key;
    }
  }

  /** {@code key=value}, also written {@code key==value}. */
  record Equal(String key, String value) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return value.equals(labels.apply(key));
    }

    @Override
    public String toString() {
      return key + "=" + value;
    }
  }

  /** {@code key!=value}; also true where the label is absent. */
  record NotEqual(String key, String value) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return !value.equals(labels.apply(key));
    }

    @Override
    public String toString() {
      return key + "!=" + value;
    }
  }

  /** {@code key in (a,b)}. */
  record OneOf(String key, Set<String> values) implements Requirement {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      String value = labels.apply(key);
      return value != null && values.contains(value);
    }

    @Override
    public String toString() {
      return key + " in (" + sorted(values) + ")";
    }
  }

  /** {@code key notin (a,b)}; also true where the label is absent. */
  record NoneOf(String key, Set<String> values) implements Requirement {
    public NoneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      String value = labels.apply(key);
      return value == null || !values.contains(value);
    }

    @Override
    public String toString() {
      return key + " notin (" + sorted(values) + ")";
    }
  }

  /** {@code key>bound}; false where the label is no integer. */
  record GreaterThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return isInteger(labels.apply(key), value -> value > bound);
    }

    @Override
    public String toString() {
      return key + ">" + bound;
    }
  }

  /** {@code key<bound}; false where the label is no integer. */
  record LessThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return isInteger(labels.apply(key), value -> value < bound);
    }

    @Override
    public String toString() {
      return key + "<" + bound;
    }
  }

  private static String sorted(Set<String> values) {
    return String.join(",", new TreeSet<>(values));
  }

  private static boolean isInteger(@Nullable String text, LongPredicate condition) {
    if (text == null) {
      return false;
    }
    try {
      return condition.test(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
