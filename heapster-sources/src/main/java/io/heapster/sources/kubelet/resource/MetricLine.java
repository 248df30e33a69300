package io.heapster.sources.kubelet.resource;

import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.wire.Decimal;

/**
 * One line of Prometheus text: name, labels, value, time. Of the labels only those that name a
 * container are kept. Read in place; reused from line to line; not thread-safe.
 */
final class MetricLine {
  private static final int LONGEST_VALUE = 64;

  private final char[] digits = new char[LONGEST_VALUE];
  private final Decimal value = new Decimal();
  private final LabelText namespace = new LabelText("namespace");
  private final LabelText pod = new LabelText("pod");
  private final LabelText container = new LabelText("container");

  private byte[] body = new byte[0];
  private int at;
  private int end;
  private int nameStart;
  private int nameEnd;
  private long timeMillis;

  /** Begins the line between two positions; whether it holds a sample rather than a comment. */
  boolean begin(byte[] text, int from, int to) {
    body = text;
    at = from;
    end = to;
    skipBlanks();
    nameStart = at;
    while (at < end && isNameByte(body[at])) {
      at++;
    }
    nameEnd = at;
    return nameStart < end && body[nameStart] != '#';
  }

  int nameStart() {
    return nameStart;
  }

  int nameEnd() {
    return nameEnd;
  }

  /** Reads the rest of the line; anything but {@link LineFlaw#NONE} makes it useless. */
  LineFlaw readSample() {
    namespace.clear();
    pod.clear();
    container.clear();
    timeMillis = 0;
    if (nameStart == nameEnd || !readLabels()) {
      return LineFlaw.SYNTAX;
    }
    if (!readValue()) {
      return LineFlaw.VALUE;
    }
    skipBlanks();
    return at == end || readTime() ? LineFlaw.NONE : LineFlaw.TIME;
  }

  /** The value times ten to the given power, or {@link Decimal#OUT_OF_RANGE}. */
  long scaled(int power) {
    return value.scaled(power);
  }

  /** When the value was measured, in epoch milliseconds; 0 when the line does not tell. */
  long timeMillis() {
    return timeMillis;
  }

  /** Empty when the line has no such label. */
  String namespace(NodeNames names) {
    return namespace.resolve(body, names);
  }

  String pod(NodeNames names) {
    return pod.resolve(body, names);
  }

  String container(NodeNames names) {
    return container.resolve(body, names);
  }

  private boolean readLabels() {
    skipBlanks();
    if (at == end || body[at] != '{') {
      return true;
    }
    at++;
    skipBlanks();
    while (at < end && body[at] != '}') {
      if (!readLabel()) {
        return false;
      }
      skipBlanks();
      if (at < end && body[at] == ',') {
        at++;
        skipBlanks();
      } else if (at == end || body[at] != '}') {
        return false;
      }
    }
    return at++ < end;
  }

  private boolean readLabel() {
    int keyStart = at;
    while (at < end && isNameByte(body[at])) {
      at++;
    }
    int keyEnd = at;
    skipBlanks();
    if (keyStart == keyEnd || !take('=')) {
      return false;
    }
    skipBlanks();
    if (!take('"')) {
      return false;
    }
    int valueStart = at;
    boolean escaped = false;
    while (at < end && body[at] != '"') {
      boolean escape = body[at] == '\\';
      escaped |= escape;
      at += escape ? 2 : 1;
    }
    if (at >= end) {
      return false;
    }
    keep(keyStart, keyEnd, valueStart, escaped);
    at++;
    return true;
  }

  private void keep(int keyStart, int keyEnd, int valueStart, boolean escaped) {
    if (namespace.isKey(body, keyStart, keyEnd)) {
      namespace.set(valueStart, at, escaped);
    } else if (pod.isKey(body, keyStart, keyEnd)) {
      pod.set(valueStart, at, escaped);
    } else if (container.isKey(body, keyStart, keyEnd)) {
      container.set(valueStart, at, escaped);
    }
  }

  private boolean readValue() {
    skipBlanks();
    int length = 0;
    while (at < end && !isBlank(body[at])) {
      if (length == LONGEST_VALUE) {
        return false;
      }
      digits[length++] = (char) (body[at++] & 0xFF);
    }
    return value.parse(digits, 0, length) && !value.isNegative();
  }

  private boolean readTime() {
    long millis = 0;
    int first = at;
    // 15 digits reach past the year 30000 and stay far from overflow.
    for (; at < end && at - first < 15 && body[at] >= '0' && body[at] <= '9'; at++) {
      millis = millis * 10 + (body[at] - '0');
    }
    boolean anyDigit = at > first;
    skipBlanks();
    timeMillis = millis;
    return anyDigit && at == end && millis <= Long.MAX_VALUE / 1_000_000;
  }

  private boolean take(char expected) {
    boolean there = at < end && body[at] == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void skipBlanks() {
    while (at < end && isBlank(body[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static boolean isNameByte(byte b) {
    return (b >= 'a' && b <= 'z')
        || b == '_'
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == ':';
  }
}
