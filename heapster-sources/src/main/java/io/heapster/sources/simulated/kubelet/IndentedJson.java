package io.heapster.sources.simulated.kubelet;

import java.util.Arrays;

/**
 * Writes JSON laid out as a kubelet does: one field a line, one space of indentation a level, a
 * space after the colon. Not thread-safe.
 */
final class IndentedJson {
  private static final byte[] SPACES = new byte[64];

  static {
    Arrays.fill(SPACES, (byte) ' ');
  }

  private final AsciiBytes out;
  private int depth;
  private boolean first = true;

  IndentedJson(AsciiBytes out) {
    this.out = out;
  }

  /** Begins the document's object, or the next object of an array. */
  void beginObject() {
    if (depth > 0) {
      next();
    }
    open('{');
  }

  void beginObject(SummaryField field) {
    key(field);
    open('{');
  }

  void endObject() {
    close('}');
  }

  void beginArray(SummaryField field) {
    key(field);
    open('[');
  }

  void endArray() {
    close(']');
  }

  void number(SummaryField field, long value) {
    key(field);
    out.append(value);
  }

  /** A number with two decimals, written as Go does: without trailing zeros. */
  void hundredths(SummaryField field, long value) {
    key(field);
    out.append(value / 100);
    long rest = value % 100;
    if (rest != 0) {
      out.append('.');
      out.append(rest % 10 == 0 ? rest / 10 : rest, rest % 10 == 0 ? 1 : 2);
    }
  }

  /** A text of ASCII letters that need no escape. */
  void text(SummaryField field, String value) {
    key(field);
    out.append('"');
    out.append(value);
    out.append('"');
  }

  void time(SummaryField field, long epochSecond) {
    key(field);
    out.append('"');
    out.appendTime(epochSecond);
    out.append('"');
  }

  private void key(SummaryField field) {
    next();
    out.append(field.key());
  }

  private void next() {
    if (!first) {
      out.append(',');
    }
    first = false;
    line();
  }

  private void open(char bracket) {
    out.append(bracket);
    depth++;
    first = true;
  }

  private void close(char bracket) {
    depth--;
    if (!first) {
      line();
    }
    out.append(bracket);
    first = false;
    if (depth == 0) {
      first = true;
    }
  }

  private void line() {
    out.append('\n');
    out.append(SPACES, depth);
  }
}
