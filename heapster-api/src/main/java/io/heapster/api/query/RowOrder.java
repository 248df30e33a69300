package io.heapster.api.query;

import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which of two rows comes first, told as a comparator does. What is absent comes last. */
interface RowOrder {

  int compare(int one, int other);

  /** Which end comes first; absent values are last in both. */
  enum Direction {
    ASCENDING,
    DESCENDING;

    private int of(int ascending) {
      return this == ASCENDING ? ascending : -ascending;
    }
  }

  static RowOrder byText(IntFunction<@Nullable String> texts, Direction direction) {
    return (one, other) -> {
      String first = texts.apply(one);
      String second = texts.apply(other);
      if (first == null || second == null) {
        return Boolean.compare(first == null, second == null);
      }
      return direction.of(first.compareTo(second));
    };
  }

  static RowOrder byNumber(Column numbers, Direction direction) {
    if (numbers.type() == ValueType.INT64) {
      return (one, other) -> {
        boolean bothPresent = numbers.has(one) && numbers.has(other);
        return bothPresent
            ? direction.of(Long.compare(numbers.longAt(one), numbers.longAt(other)))
            : Boolean.compare(!numbers.has(one), !numbers.has(other));
      };
    }
    return (one, other) -> {
      boolean bothPresent = numbers.has(one) && numbers.has(other);
      return bothPresent
          ? direction.of(Double.compare(numbers.doubleAt(one), numbers.doubleAt(other)))
          : Boolean.compare(!numbers.has(one), !numbers.has(other));
    };
  }

  /** The first of the orders that tells the rows apart; the row's number where none does. */
  static RowOrder inTurn(List<RowOrder> orders) {
    RowOrder[] all = orders.toArray(RowOrder[]::new);
    return (one, other) -> {
      for (RowOrder order : all) {
        int told = order.compare(one, other);
        if (told != 0) {
          return told;
        }
      }
      return Integer.compare(one, other);
    };
  }
}
