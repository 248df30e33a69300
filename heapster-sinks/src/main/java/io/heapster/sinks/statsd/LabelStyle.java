package io.heapster.sinks.statsd;

/** How keys of labels are written. */
public enum LabelStyle {
  /** As they are. */
  UNCHANGED,
  /** {@code pod_name} becomes {@code podName}. */
  LOWER_CAMEL_CASE,
  /** {@code pod_name} becomes {@code PodName}. */
  UPPER_CAMEL_CASE;

  String apply(String key) {
    return switch (this) {
      case UNCHANGED -> key;
      case LOWER_CAMEL_CASE -> camelCase(key, false);
      case UPPER_CAMEL_CASE -> camelCase(key, true);
    };
  }

  private static String camelCase(String key, boolean firstUpper) {
    var styled = new StringBuilder(key.length());
    boolean upper = firstUpper;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '_') {
        // Nothing before it yet: the first word is still to come.
        upper = firstUpper || !styled.isEmpty();
      } else {
        styled.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return styled.toString();
  }
}
