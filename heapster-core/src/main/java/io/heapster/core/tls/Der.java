package io.heapster.core.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few kinds of DER values that a certificate is made of (X.690). */
final class Der {
  static final int SET = 0x31;

  private static final int SEQUENCE = 0x30;
  private static final int BOOLEAN = 0x01;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int UTF8_STRING = 0x0C;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int UTC_TIME = 0x17;
  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;

  /** From this year on, RFC 5280 asks for the longer form. */
  private static final int FIRST_GENERALIZED_YEAR = 2050;

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  /** One value: tag, length, the parts behind each other. */
  static byte[] value(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    writeLength(out, length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  /** Explicitly tagged, or an implicit constructed one. */
  static byte[] context(int number, byte[]... parts) {
    return value(CONTEXT | CONSTRUCTED | number, parts);
  }

  /** Implicitly tagged, of plain bytes. */
  static byte[] contextBytes(int number, byte[] content) {
    return value(CONTEXT | number, content);
  }

  static byte[] integer(BigInteger number) {
    return value(INTEGER, number.toByteArray());
  }

  static byte[] integer(long number) {
    return integer(BigInteger.valueOf(number));
  }

  static byte[] yes() {
    return value(BOOLEAN, new byte[] {(byte) 0xFF});
  }

  static byte[] octets(byte[] content) {
    return value(OCTET_STRING, content);
  }

  static byte[] text(String content) {
    return value(UTF8_STRING, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param unused bits at the end of the last byte
   */
  static byte[] bits(int unused, byte[] content) {
    return value(BIT_STRING, new byte[] {(byte) unused}, content);
  }

  static byte[] time(Instant instant) {
    boolean far = instant.atOffset(ZoneOffset.UTC).getYear() >= FIRST_GENERALIZED_YEAR;
    String text = (far ? LONG : SHORT).format(instant);
    return value(far ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @param dotted e.g. {@code 2.5.29.17}
   */
  static byte[] objectId(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    var out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(out, Integer.parseInt(arcs[i]));
    }
    return value(OBJECT_ID, out.toByteArray());
  }

  /** Seven bits a byte, all but the last marked. */
  private static void writeArc(ByteArrayOutputStream out, int arc) {
    int groups = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(arc) + 6) / 7);
    for (int group = groups - 1; group >= 0; group--) {
      out.write((arc >>> (7 * group)) & 0x7F | (group == 0 ? 0 : 0x80));
    }
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    byte[] bytes = BigInteger.valueOf(length).toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    out.write(0x80 | bytes.length - from);
    out.write(bytes, from, bytes.length - from);
  }
}
