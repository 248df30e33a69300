package io.heapster.api.provider.selector;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes requirements from the pieces of a selector; complains in the words of Kubernetes. */
final class SelectorParser {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final int MAX_PREFIX_CHARACTERS = 253;

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
      requirements.add(requirement());
      SelectorToken after = take();
      if (after.kind() == SelectorToken.Kind.END) {
        return requirements;
      }
      if (!after.is(",")) {
        throw found(after, "expected: ',' or 'end of string'");
      }
      requireStart("identifier after ','");
    }
  }

  private void requireStart(String expected) throws SelectorException {
    if (!peek().isWord() && !peek().is("!")) {
      throw found(peek(), "expected: " + expected);
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
      case "=", "==" -> new Requirement.OneOf(key, Set.of(value()));
      case "!=" -> new Requirement.NoneOf(key, Set.of(value()));
      case "in" -> new Requirement.OneOf(key, values());
      case "notin" -> new Requirement.NoneOf(key, values());
      case ">" -> new Requirement.GreaterThan(key, integer());
      case "<" -> new Requirement.LessThan(key, integer());
      default -> throw found(operator, "expected: '=', '!=', '==', 'in', notin'");
    };
  }

  private String key() throws SelectorException {
    SelectorToken token = take();
    if (!token.isWord()) {
      throw found(token, "expected: identifier");
    }
    String key = token.text();
    int slash = key.indexOf('/');
    boolean prefixFits =
        slash < 0
            || slash <= MAX_PREFIX_CHARACTERS && PREFIX.matcher(key.substring(0, slash)).matches();
    if (!prefixFits || !NAME.matcher(key.substring(slash + 1)).matches()) {
      throw new SelectorException("invalid label key \"" + key + "\"");
    }
    return key;
  }

  /** One value, which may be left out and is empty then. */
  private String value() throws SelectorException {
    if (peek().endsRequirement()) {
      return "";
    }
    SelectorToken token = take();
    if (!token.isWord()) {
      throw found(token, "expected: identifier");
    }
    return checked(token.text());
  }

  private long integer() throws SelectorException {
    String text = value();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new SelectorException(
          "for 'Gt', 'Lt' operators, the value must be an integer, not \"" + text + "\"");
    }
  }

  private Set<String> values() throws SelectorException {
    SelectorToken open = take();
    if (!open.is("(")) {
      throw found(open, "expected: '('");
    }
    var values = new LinkedHashSet<String>();
    while (true) {
      values.add(listed());
      SelectorToken after = take();
      if (after.is(")")) {
        return values;
      }
      if (!after.is(",")) {
        throw found(after, "expected: ',' or ')'");
      }
    }
  }

  /** A value of a list; empty between two commas. */
  private String listed() throws SelectorException {
    if (peek().isWord()) {
      return checked(take().text());
    }
    if (peek().is(",") || peek().is(")")) {
      return "";
    }
    throw found(peek(), "expected: ',', ')' or identifier");
  }

  private static String checked(String value) throws SelectorException {
    if (!NAME.matcher(value).matches()) {
      throw new SelectorException("invalid label value: \"" + value + "\"");
    }
    return value;
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
    return new SelectorException("found '" + token.text() + "', " + expected);
  }
}
