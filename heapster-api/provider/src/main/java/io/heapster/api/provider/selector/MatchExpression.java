package io.heapster.api.provider.selector;

import java.util.List;

/**
 * A condition in the form that Kubernetes' {@code LabelSelector} object has for all but equality.
 *
 * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}; {@code Gt} or
 *     {@code Lt} for comparisons, which a {@code LabelSelector} object does not know
 * @param values sorted; empty for {@code Exists} and {@code DoesNotExist}
 */
public record MatchExpression(String key, String operator, List<String> values) {
  public MatchExpression {
    values = List.copyOf(values);
  }

  static MatchExpression of(Requirement requirement) {
    String key = requirement.key();
    return switch (requirement) {
      case Requirement.Exists _ -> new MatchExpression(key, "Exists", List.of());
      case Requirement.Absent _ -> new MatchExpression(key, "DoesNotExist", List.of());
      case Requirement.Equal equal -> new MatchExpression(key, "In", List.of(equal.value()));
      case Requirement.NotEqual other -> new MatchExpression(key, "NotIn", List.of(other.value()));
      case Requirement.OneOf some ->
          new MatchExpression(key, "In", some.values().stream().sorted().toList());
      case Requirement.NoneOf none ->
          new MatchExpression(key, "NotIn", none.values().stream().sorted().toList());
      case Requirement.GreaterThan least ->
          new MatchExpression(key, "Gt", List.of(Long.toString(least.bound())));
      case Requirement.LessThan most ->
          new MatchExpression(key, "Lt", List.of(Long.toString(most.bound())));
    };
  }
}
