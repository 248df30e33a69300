package io.heapster.api.provider.selector;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a label selector.
 *
 * @param text as written; empty at the end
 */
record SelectorToken(Kind kind, String text) {
  private static final String SYMBOLS = "=!(),><";

  enum Kind {
    SYMBOL,
    /** A key, a value, or one of the words {@code in} and {@code notin}. */
    WORD,
    END
  }

  boolean is(String expected) {
    return kind != Kind.END && text.equals(expected);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  /** Whether a requirement ends before this. */
  boolean endsRequirement() {
    return kind == Kind.END || is(",");
  }

  /** The pieces of a text, the last of which is the end. */
  static List<SelectorToken> scan(String text) {
    var tokens = new ArrayList<SelectorToken>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        at++;
        continue;
      }
      int end = isSymbol(c) ? symbolEnd(text, at) : wordEnd(text, at);
      tokens.add(new SelectorToken(isSymbol(c) ? Kind.SYMBOL : Kind.WORD, text.substring(at, end)));
      at = end;
    }
    tokens.add(new SelectorToken(Kind.END, ""));
    return tokens;
  }

  private static int symbolEnd(String text, int at) {
    boolean twoCharacters = text.startsWith("==", at) || text.startsWith("!=", at);
    return twoCharacters ? at + 2 : at + 1;
  }

  private static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && !isSpace(text.charAt(end)) && !isSymbol(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSymbol(char c) {
    return SYMBOLS.indexOf(c) >= 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
