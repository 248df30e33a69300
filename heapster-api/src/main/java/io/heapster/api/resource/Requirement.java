package io.heapster.api.resource;

import io.heapster.core.model.Labels;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One condition of a label selector. */
sealed interface Requirement {

  boolean matches(Labels labels);

  record Exists(String key) implements Requirement {
    @Override
    public boolean matches(Labels labels) {
      return labels.get(key) != null;
    }
  }

  record Absent(String key) implements Requirement {
    @Override
    public boolean matches(Labels labels) {
      return labels.get(key) == null;
    }
  }

  record OneOf(String key, Set<String> values) implements Requirement {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Labels labels) {
      String value = labels.get(key);
      return value != null && values.contains(value);
    }
  }

  /** Also true where the label is absent. */
  record NoneOf(String key, Set<String> values) implements Requirement {
    public NoneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(Labels labels) {
      String value = labels.get(key);
      return value == null || !values.contains(value);
    }
  }

  record GreaterThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Labels labels) {
      return isInteger(labels.get(key), value -> value > bound);
    }
  }

  record LessThan(String key, long bound) implements Requirement {
    @Override
    public boolean matches(Labels labels) {
      return isInteger(labels.get(key), value -> value < bound);
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
