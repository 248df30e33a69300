package io.heapster.sinks.proto;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Growing room for one message, whose nested messages are written in place: the length of each is
 * put before it once it is known. That, {@link CodedOutputStream} cannot do: it wants all lengths
 * beforehand. Fields are written even when they hold the default. Not thread-safe.
 */
public final class ProtoBuffer {
  private static final int MAX_VARINT = 10;

  private byte[] bytes = new byte[1024];
  private int length;

  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** Holds the message from index 0 on; not to be kept. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /**
   * Begins a nested message.
   *
   * @return to be given to {@link #close}
   */
  public int open(int field) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return length;
  }

  /** Ends the nested message begun last that is not ended. */
  public void close(int opened) {
    int size = length - opened;
    int room = CodedOutputStream.computeUInt32SizeNoTag(size);
    reserve(room);
    System.arraycopy(bytes, opened, bytes, opened + room, size);
    length = opened;
    varint(size);
    length += size;
  }

  /** Bytes that are fields already. */
  public void raw(byte[] fields) {
    raw(fields, fields.length);
  }

  /** The fields that another buffer holds. */
  public void raw(ProtoBuffer fields) {
    raw(fields.bytes, fields.length);
  }

  public void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(int field, byte[] value) {
    tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    varint(value.length);
    raw(value);
  }

  /** A field of type int64, uint64, bool or an enumeration. */
  public void int64(int field, long value) {
    tag(field, WireFormat.WIRETYPE_VARINT);
    varint(value);
  }

  /** A field of type sint64. */
  public void sint64(int field, long value) {
    int64(field, CodedOutputStream.encodeZigZag64(value));
  }

  /** A field of type fixed64 or sfixed64. */
  public void fixed64(int field, long value) {
    tag(field, WireFormat.WIRETYPE_FIXED64);
    littleEndian(value, Long.BYTES);
  }

  /** A field of type double. */
  public void float64(int field, double value) {
    fixed64(field, Double.doubleToLongBits(value));
  }

  /** A field of type float. */
  public void float32(int field, float value) {
    tag(field, WireFormat.WIRETYPE_FIXED32);
    littleEndian(Float.floatToIntBits(value), Integer.BYTES);
  }

  private void raw(byte[] from, int count) {
    reserve(count);
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    reserve(MAX_VARINT);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  private void littleEndian(long value, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
