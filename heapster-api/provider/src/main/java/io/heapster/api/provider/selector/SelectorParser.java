package io.heapster.api.provider.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes requirements from the pieces of a selector; complains in the words of Kubernetes. */
final class SelectorParser {
  private final List<SelectorToken> tokens;
  private int at;

  SelectorParser(List<SelectorToken> tokens) {
    this.tokens = tokens;
  }

  List<Requirement> parse() throws SelectorException {
    var requirements = new ArrayList<Requirement>();
    if (peek().kind() == SelectorToken.Kind.END) {
      return requirements;
    }
    requireStart("!, identifier, or 'end of string'");
    while (true) {
      if (requirements.size() == LabelSelector.MAX_REQUIREMENTS) {
        throw new SelectorException(
            "a selector of more than %d requirements: give at most that many"
                .formatted(LabelSelector.MAX_REQUIREMENTS));
      }
      requirements.add(requirement());
      SelectorToken after = take();
      if (after.kind() == SelectorToken.Kind.END) {
        return requirements;
      }
      if (!after.is(",")) {
        throw found(after, ", expected: ',' or 'end of string'");
      }
      requireStart("identifier after ','");
    }
  }

  private void requireStart(String expected) throws SelectorException {
    if (!peek().isWord() && !peek().is("!")) {
      throw found(peek(), ", expected: " + expected);
    }
  }

  private Requirement requirement() throws SelectorException {
    try {
      if (peek().is("!")) {
        take();
        return new Requirement.Absent(key());
      }
      String key = key();
      return peek().endsRequirement() ? new Requirement.Exists(key) : comparison(key);
    } catch (SelectorException e) {
      throw new SelectorException("unable to parse requirement: " + e.getMessage());
    }
  }

  private Requirement comparison(String key) throws SelectorException {
    SelectorToken operator = take();
    return switch (operator.text()) {
      case "=", "==" -> new Requirement.Equal(key, checkedValue(key));
      case "!=" -> new Requirement.NotEqual(key, checkedValue(key));
      case "in" -> new Requirement.OneOf(key, checkedValues(key));
      case "notin" -> new Requirement.NoneOf(key, checkedValues(key));
      case ">" -> new Requirement.GreaterThan(key, bound(key));
      case "<" -> new Requirement.LessThan(key, bound(key));
      default -> throw found(operator, ", expected: in, notin, =, ==, !=, gt, lt");
    };
  }

  private String key() throws SelectorException {
    SelectorToken token = take();
    if (!token.isWord()) {
      throw found(token, ", expected: identifier");
    }
    List<String> problems = LabelSyntax.problemsOfKey(token.text());
    if (!problems.isEmpty()) {
      throw new SelectorException(invalid("<nil>", token.text(), problems));
    }
    return token.text();
  }

  private String checkedValue(String key) throws SelectorException {
    String value = value();
    requireNone(problems(key, List.of(value)));
    return value;
  }

  private Set<String> checkedValues(String key) throws SelectorException {
    Set<String> values = values();
    requireNone(problems(key, List.copyOf(values)));
    return values;
  }

  /** One value, which may be left out and is empty then. */
  private String value() throws SelectorException {
    if (peek().endsRequirement()) {
      return "";
    }
    SelectorToken token = take();
    if (!token.isWord()) {
      throw found(token, ", expected: identifier");
    }
    return token.text();
  }

  private long bound(String key) throws SelectorException {
    String text = value();
    List<String> problems = problems(key, List.of(text));
    try {
      long bound = Long.parseLong(text);
      requireNone(problems);
      return bound;
    } catch (NumberFormatException e) {
      var all = new ArrayList<String>();
      all.add(
          invalid(
              "values[0]",
              text,
              List.of("for 'Gt', 'Lt' operators, the value must be an integer")));
      all.addAll(problems);
      throw refusal(all);
    }
  }

  /** The values of a list, sorted. */
  private Set<String> values() throws SelectorException {
    SelectorToken open = take();
    if (!open.is("(")) {
      // Without the comma that the other complaints have: so does Kubernetes.
      throw found(open, " expected: '('");
    }
    if (peek().is(")")) {
      take();
      return Set.of("");
    }
    if (!peek().isWord() && !peek().is(",")) {
      throw found(peek(), ", expected: ',', ')' or identifier");
    }
    return listed();
  }

  /**
   * What stands between the parentheses. A comma in front, at the end or behind another one stands
   * for an empty value; only after a pair of commas inside, a value must follow.
   */
  private Set<String> listed() throws SelectorException {
    var values = new TreeSet<String>();
    while (true) {
      SelectorToken token = take();
      if (token.isWord()) {
        values.add(token.text());
        if (peek().is(")")) {
          take();
          return values;
        }
        if (!peek().is(",")) {
          throw found(peek(), ", expected: ',' or ')'");
        }
      } else if (!token.is(",")) {
        throw found(token, ", expected: ',', or identifier");
      } else if (endsAfterComma(values)) {
        return values;
      }
    }
  }

  private boolean endsAfterComma(Set<String> values) {
    if (values.isEmpty()) {
      values.add("");
    }
    if (peek().is(")")) {
      take();
      values.add("");
      return true;
    }
    if (peek().is(",")) {
      take();
      values.add("");
    }
    return false;
  }

  private static List<String> problems(String key, List<String> values) {
    var problems = new ArrayList<String>();
    for (int i = 0; i < values.size(); i++) {
      List<String> problemsOfValue = LabelSyntax.problemsOfValue(values.get(i));
      if (!problemsOfValue.isEmpty()) {
        problems.add(invalid("values[" + i + "][" + key + "]", values.get(i), problemsOfValue));
      }
    }
    return problems;
  }

  private static void requireNone(List<String> problems) throws SelectorException {
    if (!problems.isEmpty()) {
      throw refusal(problems);
    }
  }

  private static SelectorException refusal(List<String> problems) {
    return new SelectorException(
        problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]");
  }

  private static String invalid(String field, String value, List<String> problems) {
    return field + ": Invalid value: " + quoted(value) + ": " + String.join("; ", problems);
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private SelectorToken peek() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  private SelectorToken take() {
    SelectorToken token = peek();
    at++;
    return token;
  }

  private static SelectorException found(SelectorToken token, String expected) {
    return new SelectorException("found '" + token.text() + "'" + expected);
  }
}
