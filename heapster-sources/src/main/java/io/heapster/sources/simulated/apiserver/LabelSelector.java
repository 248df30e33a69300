package io.heapster.sources.simulated.apiserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A label selector: requirements with {@code =, ==, !=, in, notin}, a key, or {@code !} a key. */
record LabelSelector(List<Requirement> requirements) {
  static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  private static final Pattern SET =
      Pattern.compile("(?<key>[^\\s!=,()]+)\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("(?<key>[^\\s!=,()]+)\\s*(?<operator>==?|!=)\\s*(?<value>[^\\s!=,()]*)");
  private static final Pattern EXISTENCE =
      Pattern.compile("(?<operator>!?)\\s*(?<key>[^\\s!=,()]+)");
  private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^()]*\\))");

  /** Which values of a label will do. */
  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  record Requirement(String key, Operator operator, Set<String> values) {

    boolean matches(Map<String, String> labels) {
      return switch (operator) {
        case IN -> labels.containsKey(key) && values.contains(labels.get(key));
        case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
        case EXISTS -> labels.containsKey(key);
        case DOES_NOT_EXIST -> !labels.containsKey(key);
      };
    }
  }

  LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector; empty text selects everything.
   *
   * @throws ApiException (400) naming the part that is none
   */
  static LabelSelector parse(String text) {
    if (text.isBlank()) {
      return EVERYTHING;
    }
    var requirements = new ArrayList<Requirement>();
    for (String part : COMMA_OUTSIDE_PARENTHESES.split(text)) {
      requirements.add(requirement(part.strip()));
    }
    return new LabelSelector(requirements);
  }

  private static Requirement requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Operator operator = set.group("operator").equals("in") ? Operator.IN : Operator.NOT_IN;
      return new Requirement(
          set.group("key"), operator, Set.of(set.group("values").strip().split("\\s*,\\s*")));
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      Operator operator = equality.group("operator").equals("!=") ? Operator.NOT_IN : Operator.IN;
      return new Requirement(equality.group("key"), operator, Set.of(equality.group("value")));
    }
    Matcher existence = EXISTENCE.matcher(part);
    if (existence.matches()) {
      Operator operator =
          existence.group("operator").isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
      return new Requirement(existence.group("key"), operator, Set.of());
    }
    throw ApiException.badRequest("unable to parse requirement \"%s\"".formatted(part));
  }

  boolean matches(Map<String, String> labels) {
    for (int i = 0; i < requirements.size(); i++) {
      if (!requirements.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }
}
