package io.heapster.sources.kubelet.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.sources.kubelet.sample.EntityBounds;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kubelet's JSON answer, read once from start to end. Each reading method takes the value that
 * comes next, whatever it is: {@code null} is absent, a value of another type or out of range is
 * skipped, counted in the sample, and absent too. Only a document that is no JSON, is cut off or
 * passes a limit ends the reading, with {@link MalformedAnswerException}.
 *
 * <p>Not thread-safe; closed by who opened it.
 */
public final class JsonAnswer implements AutoCloseable {
  private static final int SAFE_DIGITS = 18;
  private static final int MOST_DIGITS = 20;
  private static final long SMALLEST_OF_MOST_DIGITS =
      Long.parseUnsignedLong("10000000000000000000");

  private final JsonParser parser;
  private final NodeNames names;
  private final NodeSample sample;
  private final Decimal decimal;
  private int textOffset;
  private int textLength;
  private long count;

  JsonAnswer(JsonParser parser, NodeNames names, NodeSample sample, Decimal decimal) {
    this.parser = parser;
    this.names = names;
    this.sample = sample;
    this.decimal = decimal;
  }

  public NodeSample sample() {
    return sample;
  }

  public NodeNames names() {
    return names;
  }

  // --- structure

  /** Enters the document, which must be an object. */
  public void enterDocument() throws MalformedAnswerException {
    JsonToken token = next();
    if (token != JsonToken.START_OBJECT) {
      String found = token == null ? "nothing" : token.name();
      throw new MalformedAnswerException(0, "expected an object, found " + found);
    }
  }

  /** Makes sure that nothing stands behind the document. */
  public void endDocument() throws MalformedAnswerException {
    JsonToken token = next();
    if (token != null) {
      throw new MalformedAnswerException(
          parser.currentTokenLocation().getByteOffset(),
          "expected the end of the answer, found " + token);
    }
  }

  /** Enters the object that comes next; false when there is none. */
  public boolean enterObject() throws MalformedAnswerException {
    return enter(next(), JsonToken.START_OBJECT);
  }

  /** Enters the array that comes next; false when there is none. */
  public boolean enterArray() throws MalformedAnswerException {
    return enter(next(), JsonToken.START_ARRAY);
  }

  /** In an array: enters its next element that is an object; false at the end of the array. */
  public boolean enterElement() throws MalformedAnswerException {
    JsonToken token = next();
    while (token != JsonToken.END_ARRAY) {
      if (enter(token, JsonToken.START_OBJECT)) {
        return true;
      }
      token = next();
    }
    return false;
  }

  /** In an object: the name of its next field; null at the end of the object. */
  public @Nullable String nextField() throws MalformedAnswerException {
    try {
      return parser.nextFieldName();
    } catch (IOException e) {
      throw malformed(e, offset());
    }
  }

  /** Skips the value that comes next, however deep it is. */
  public void skip() throws MalformedAnswerException {
    next();
    skipChildren();
  }

  // --- values

  /** Reads a number of things, bytes or nanoseconds; true if there is one. */
  public boolean readCount() throws MalformedAnswerException {
    JsonToken token = next();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      char[] text = characters();
      return integer(text, textOffset, textLength) || refuse(token);
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return wholeDecimal() || refuse(token);
    }
    return refuse(token);
  }

  /**
   * What {@link #readCount} read. Unsigned 64-bit integers above the signed range come out
   * negative, as they always did in Heapster.
   */
  public long count() {
    return count;
  }

  /** Reads a number of things into a plain value of the entity. */
  public void putCount(int entity, Metric metric) throws MalformedAnswerException {
    if (readCount()) {
      sample.put(entity, metric, count);
    }
  }

  /** Reads a share, which is never negative, into a plain value of the entity. */
  public void putShare(int entity, Metric metric) throws MalformedAnswerException {
    double share = readReal();
    if (share >= 0) {
      sample.put(entity, metric, Double.doubleToRawLongBits(share));
    } else if (share < 0) {
      sample.countMalformed();
    }
  }

  /** Reads any number; NaN when there is none. */
  public double readReal() throws MalformedAnswerException {
    JsonToken token = next();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      refuse(token);
      return Double.NaN;
    }
    decimal.parse(characters(), textOffset, textLength);
    double value = decimal.value();
    if (Double.isInfinite(value)) {
      refuse(token);
      return Double.NaN;
    }
    return value;
  }

  /** Reads a point in time as epoch nanoseconds; 0 when there is none. */
  public long readTime() throws MalformedAnswerException {
    JsonToken token = next();
    if (token != JsonToken.VALUE_STRING) {
      refuse(token);
      return 0;
    }
    char[] text = characters();
    long nanos = Rfc3339.epochNanos(text, textOffset, textLength);
    if (nanos == Rfc3339.MALFORMED) {
      refuse(token);
      return 0;
    }
    return nanos;
  }

  /** Reads a text, the same object for the same text; empty when there is none. */
  public String readName() throws MalformedAnswerException {
    JsonToken token = next();
    if (token != JsonToken.VALUE_STRING) {
      refuse(token);
      return "";
    }
    char[] text = characters();
    return names.resolve(text, textOffset, textLength);
  }

  /** Reads an array of texts; its first, or empty when there is none. */
  public String readFirstName() throws MalformedAnswerException {
    if (!enterArray()) {
      return "";
    }
    String first = "";
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (token == JsonToken.VALUE_STRING && first.isEmpty()) {
        char[] text = characters();
        first = names.resolve(text, textOffset, textLength);
      } else {
        skipChildren();
      }
    }
    return first;
  }

  /** Reads a truth value; false when there is none. */
  public boolean readFlag() throws MalformedAnswerException {
    JsonToken token = next();
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    return refuse(token);
  }

  /** Adds an entity to the sample; an answer that passes {@link EntityBounds} is refused. */
  public int addEntity(EntityKind kind, int parent) throws MalformedAnswerException {
    String passed = EntityBounds.passedBy(sample, parent);
    if (passed != null) {
      throw new MalformedAnswerException(offset(), passed);
    }
    return sample.addEntity(kind, parent);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a parser over bytes in memory failed", e);
    }
  }

  /** Takes up to 20 digits as an unsigned 64-bit integer. */
  private boolean integer(char[] text, int offset, int length) {
    int end = offset + length;
    long value = 0;
    for (int at = offset; at < end; at++) {
      value = value * 10 + (text[at] - '0');
    }
    count = value;
    return (length <= SAFE_DIGITS && text[offset] != '-') || unusual(text, offset, length, value);
  }

  private boolean unusual(char[] text, int offset, int length, long value) {
    if (text[offset] == '-') {
      count = 0;
      return length == 2 && text[offset + 1] == '0';
    }
    // Of the numbers of 20 digits, those below 2^64 begin with 1 and did not wrap around.
    boolean wrapped = Long.compareUnsigned(value, SMALLEST_OF_MOST_DIGITS) < 0;
    return length < MOST_DIGITS || (length == MOST_DIGITS && text[offset] == '1' && !wrapped);
  }

  private boolean wholeDecimal() throws MalformedAnswerException {
    decimal.parse(characters(), textOffset, textLength);
    count = decimal.scaled(0);
    return decimal.isWhole() && count != Decimal.OUT_OF_RANGE;
  }

  private boolean enter(@Nullable JsonToken token, JsonToken expected)
      throws MalformedAnswerException {
    return token == expected || refuse(token);
  }

  /** Skips the current value and counts it, unless it is null; always false. */
  private boolean refuse(@Nullable JsonToken token) throws MalformedAnswerException {
    if (token != JsonToken.VALUE_NULL) {
      sample.countMalformed();
      skipChildren();
    }
    return false;
  }

  private @Nullable JsonToken next() throws MalformedAnswerException {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw malformed(e, offset());
    }
  }

  /** The text of the current string or number, from {@code textOffset}. */
  private char[] characters() throws MalformedAnswerException {
    try {
      char[] text = parser.getTextCharacters();
      textOffset = parser.getTextOffset();
      textLength = parser.getTextLength();
      return text;
    } catch (IOException e) {
      throw malformed(e, offset());
    }
  }

  private void skipChildren() throws MalformedAnswerException {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw malformed(e, offset());
    }
  }

  private long offset() {
    return parser.currentLocation().getByteOffset();
  }

  static MalformedAnswerException malformed(IOException cause, long readSoFar) {
    if (!(cause instanceof JacksonException json)) {
      return new MalformedAnswerException(readSoFar, String.valueOf(cause.getMessage()));
    }
    long offset = json.getLocation() == null ? -1 : json.getLocation().getByteOffset();
    return new MalformedAnswerException(
        offset < 0 ? readSoFar : Math.min(offset, readSoFar),
        Objects.requireNonNullElse(json.getOriginalMessage(), "not JSON"));
  }
}
