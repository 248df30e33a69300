package io.heapster.api.json;

import java.util.function.Consumer;

/**
 * Writes one JSON document: commas, nesting and layout. The pretty layout is Heapster's: one space
 * a level, and one more in front of every line but the first. Not thread-safe.
 */
public final class JsonWriter {
  /** How a document is laid out. */
  public enum Style {
    PRETTY,
    COMPACT
  }

  private static final byte[] NULL = JsonBytes.ascii("null");
  private static final byte[] TRUE = JsonBytes.ascii("true");
  private static final byte[] FALSE = JsonBytes.ascii("false");

  private final JsonBytes out;
  private final Style style;
  private int depth;
  private boolean first = true;
  private boolean afterName;

  public JsonWriter(JsonBytes out, Style style) {
    this.out = out;
    this.style = style;
  }

  public JsonWriter beginObject() {
    return begin('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter beginArray() {
    return begin('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  /** The name of the next value, inside an object. */
  public JsonWriter name(String name) {
    separate();
    out.text(name).put(':');
    if (style == Style.PRETTY) {
      out.put(' ');
    }
    afterName = true;
    return this;
  }

  public JsonWriter text(String value) {
    separate();
    out.text(value);
    return this;
  }

  public JsonWriter number(long value) {
    separate();
    out.number(value);
    return this;
  }

  public JsonWriter unsigned(long bits) {
    separate();
    out.unsigned(bits);
    return this;
  }

  public JsonWriter number(double value) {
    separate();
    out.number(value);
    return this;
  }

  public JsonWriter truth(boolean value) {
    separate();
    out.put(value ? TRUE : FALSE);
    return this;
  }

  public JsonWriter nothing() {
    separate();
    out.put(NULL);
    return this;
  }

  /**
   * A value that is made without a text in between.
   *
   * @param encoder writes it as JSON, quotes included
   */
  public JsonWriter value(Consumer<JsonBytes> encoder) {
    separate();
    encoder.accept(out);
    return this;
  }

  private JsonWriter begin(char bracket) {
    separate();
    out.put(bracket);
    depth++;
    first = true;
    return this;
  }

  private JsonWriter end(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    out.put(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (afterName) {
      afterName = false;
      first = false;
      return;
    }
    if (!first) {
      out.put(',');
    }
    if (depth > 0) {
      newLine();
    }
    first = false;
  }

  private void newLine() {
    if (style == Style.PRETTY) {
      out.put('\n');
      for (int i = 0; i <= depth; i++) {
        out.put(' ');
      }
    }
  }
}
