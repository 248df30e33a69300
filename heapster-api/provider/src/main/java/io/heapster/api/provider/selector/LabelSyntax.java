package io.heapster.api.provider.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What keys and values of labels may look like; complains in the words of Kubernetes. */
final class LabelSyntax {
  private static final int MAX_NAME = 63;
  private static final int MAX_PREFIX = 253;
  private static final String NAME_FORM = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String VALUE_FORM = "(" + NAME_FORM + ")?";
  private static final String PREFIX_FORM =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final Pattern NAME = Pattern.compile(NAME_FORM);
  private static final Pattern PREFIX = Pattern.compile(PREFIX_FORM);

  private static final String NAME_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME_FORM
          + "')";
  private static final String PREFIX_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '"
          + PREFIX_FORM
          + "')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '"
          + VALUE_FORM
          + "')";

  private LabelSyntax() {}

  /** What is wrong with a key; empty when it is right. */
  static List<String> problemsOfKey(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a qualified name "
              + NAME_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    var problems = new ArrayList<String>();
    if (parts.length == 2) {
      problemsOfPrefix(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (name.length() > MAX_NAME) {
      problems.add("name part " + tooLong(MAX_NAME));
    }
    if (!NAME.matcher(name).matches()) {
      problems.add("name part " + NAME_RULE);
    }
    return problems;
  }

  private static List<String> problemsOfPrefix(String prefix) {
    if (prefix.isEmpty()) {
      return List.of("must be non-empty");
    }
    // The length first, and alone: the matcher goes as deep as a prefix has parts.
    if (prefix.length() > MAX_PREFIX) {
      return List.of(tooLong(MAX_PREFIX));
    }
    return PREFIX.matcher(prefix).matches() ? List.of() : List.of(PREFIX_RULE);
  }

  /** What is wrong with a value; empty when it is right. */
  static List<String> problemsOfValue(String value) {
    var problems = new ArrayList<String>();
    if (value.length() > MAX_NAME) {
      problems.add(tooLong(MAX_NAME));
    }
    if (!value.isEmpty() && !NAME.matcher(value).matches()) {
      problems.add(VALUE_RULE);
    }
    return problems;
  }

  private static String tooLong(int most) {
    return "must be no more than " + most + " characters";
  }
}
