package io.heapster.api.query;

import io.heapster.api.http.ApiException;
import io.heapster.api.http.Parameters;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of one number of a row. */
record Condition(Measure measure, Test test) {
  static final String PARAMETER = "where";

  private static final Pattern FORM =
      Pattern.compile("([^!=<>]+)(!=|<=|>=|=|<|>)(.*)", Pattern.DOTALL);
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");

  private sealed interface Test {
    boolean holds(Column numbers, int row);
  }

  private record Present() implements Test {
    @Override
    public boolean holds(Column numbers, int row) {
      return numbers.has(row);
    }
  }

  private record Absent() implements Test {
    @Override
    public boolean holds(Column numbers, int row) {
      return !numbers.has(row);
    }
  }

  /**
   * @param whole the bound as an integer, when {@code isWhole}: a double cannot hold all of them
   */
  private record Compared(Operator operator, double bound, long whole, boolean isWhole)
      implements Test {
    @Override
    public boolean holds(Column numbers, int row) {
      if (!numbers.has(row)) {
        return operator == Operator.NOT_EQUAL;
      }
      boolean integers = isWhole && numbers.type() == ValueType.INT64;
      return operator.accepts(
          integers
              ? Long.compare(numbers.longAt(row), whole)
              : Double.compare(numbers.doubleAt(row) + 0.0, bound));
    }
  }

  private enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST;

    static Operator of(String sign) {
      return switch (sign) {
        case "=" -> EQUAL;
        case "!=" -> NOT_EQUAL;
        case "<" -> LESS;
        case "<=" -> AT_MOST;
        case ">" -> GREATER;
        default -> AT_LEAST;
      };
    }

    /**
     * @param order of the value and the bound, as comparators tell it
     */
    boolean accepts(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  /**
   * Reads {@code metric}, {@code !metric} or {@code metric<op>number}.
   *
   * @throws ApiException 400 when it is none of them
   */
  static Condition parse(String text, RowKind kind) {
    Matcher parts = FORM.matcher(text);
    if (parts.matches()) {
      Measure measure = Measures.named(parts.group(1), kind, PARAMETER);
      return new Condition(measure, compared(text, parts.group(2), parts.group(3)));
    }
    return text.startsWith("!")
        ? new Condition(Measures.named(text.substring(1), kind, PARAMETER), new Absent())
        : new Condition(Measures.named(text, kind, PARAMETER), new Present());
  }

  private static Compared compared(String text, String sign, String number) {
    boolean decimal = DECIMAL.matcher(number).matches();
    double bound = decimal ? Double.parseDouble(number) : Double.NaN;
    if (!Double.isFinite(bound)) {
      throw Parameters.problem(
          PARAMETER,
          text,
          "\"%s\" is no number; expected a metric, one of = != < <= > >=, and a number"
              .formatted(Parameters.shown(number)));
    }
    boolean whole = WHOLE.matcher(number).matches();
    // Comparators put minus zero before zero; added to zero, it is none any more.
    return new Compared(Operator.of(sign), bound + 0.0, whole ? Long.parseLong(number) : 0, whole);
  }

  boolean holds(Column numbers, int row) {
    return test.holds(numbers, row);
  }
}
