package io.heapster.sinks.graphite;

/** One part of a path, made safe: it can end neither the part nor the line. */
final class PathPart {
  private PathPart() {}

  /** Dots and slashes become underscores, as do all that split or end a line. */
  static String of(String name) {
    return safe(name, true);
  }

  /** A metric's name: slashes separate parts, and dots do. */
  static String ofMetric(String name) {
    return safe(name.replace('/', '.'), false);
  }

  private static String safe(String name, boolean onePart) {
    if (name.isEmpty()) {
      return "_";
    }
    var part = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean separator = onePart && (c == '.' || c == '/');
      part.append(separator || endsLine(c) ? '_' : c);
    }
    return part.toString();
  }

  /** Carbon splits lines at anything Unicode calls a space; a semicolon begins a tag. */
  private static boolean endsLine(char c) {
    return c == ';'
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c);
  }
}
