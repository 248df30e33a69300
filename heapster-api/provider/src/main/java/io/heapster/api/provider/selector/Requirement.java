package io.heapster.api.provider.selector;

import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One condition of a label selector. */
public sealed interface Requirement {

  /**
   * Whether labels fulfil it.
   *
   * @param labels the value of a key; null where there is none
   */
  boolean matches(Function<String, @Nullable String> labels);

  record Exists(String key) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return labels.apply(key) != null;
    }
  }

  record Absent(String key) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return labels.apply(key) == null;
    }
  }

  record OneOf(String key, Set<String> values) implements Requirement {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      String value = labels.apply(key);
      return value != null && values.contains(value);
    }
  }

  /** Also true where the label is absent. */
  record NoneOf(String key, Set<String> values) implements Requirement {
    public NoneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      String value = labels.apply(key);
      return value == null || !values.contains(value);
    }
  }

  record GreaterThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return isInteger(labels.apply(key), value -> value > bound);
    }
  }

  record LessThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Function<String, @Nullable String> labels) {
      return isInteger(labels.apply(key), value -> value < bound);
    }
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
