package io.heapster.sinks.rows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where an encoder writes its rows. Rows are gathered into chunks, which are handed on when they
 * are full. Not thread-safe.
 */
public final class RowWriter {
  private static final int MAX_LONG_DIGITS = 20;

  private final int maxRows;
  private final int maxBytes;
  private final ChunkReceiver receiver;
  private RowBuffer buffer;

  /** Takes full chunks. */
  interface ChunkReceiver {

    /**
     * Takes a chunk over.
     *
     * @return an empty buffer to go on with; may be the same one
     */
    RowBuffer accept(RowBuffer chunk) throws IOException, InterruptedException;
  }

  RowWriter(int maxRows, int maxBytes, RowBuffer first, ChunkReceiver receiver) {
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    this.buffer = first;
    this.receiver = receiver;
  }

  public void put(byte value) {
    buffer.reserve(1);
    buffer.bytes[buffer.length++] = value;
  }

  public void put(byte[] values) {
    put(values, 0, values.length);
  }

  public void put(byte[] values, int offset, int count) {
    buffer.reserve(count);
    System.arraycopy(values, offset, buffer.bytes, buffer.length, count);
    buffer.length += count;
  }

  /** Writes text in UTF-8. */
  public void put(String text) {
    if (!putAscii(text)) {
      put(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes a whole number in decimal digits. */
  public void putLong(long value) {
    buffer.reserve(MAX_LONG_DIGITS);
    buffer.length = Digits.write(value, buffer.bytes, buffer.length);
  }

  /**
   * Writes the shortest decimal text that stands for a finite number, never with an exponent.
   *
   * @throws NumberFormatException when it is not finite
   */
  public void putPlainDouble(double value) {
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(value + " has no digits");
    }
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1L << 53) {
      putLong(whole);
    } else {
      buffer.reserve(Digits.MOST_PLAIN);
      buffer.length = Digits.writePlain(value, buffer.bytes, buffer.length);
    }
  }

  /** Bytes of the row begun, so far. */
  public int rowLength() {
    return buffer.length - buffer.finished();
  }

  /** Takes back what was written of the row begun. */
  public void discardRow() {
    buffer.length = buffer.finished();
  }

  /** Ends the row begun; hands the chunk on when it is full. */
  public void endRow() throws IOException, InterruptedException {
    buffer.endRow();
    if (buffer.rows() >= maxRows || buffer.length >= maxBytes) {
      flush();
    }
  }

  /** Hands on what is there, and gives the buffer up: nothing is written after this. */
  RowBuffer finish() throws IOException, InterruptedException {
    flush();
    buffer.clear();
    return buffer;
  }

  /** Hands on what is there. */
  void flush() throws IOException, InterruptedException {
    if (buffer.rows() > 0) {
      buffer = receiver.accept(buffer);
    }
  }

  private boolean putAscii(String text) {
    int count = text.length();
    buffer.reserve(count);
    byte[] into = buffer.bytes;
    int at = buffer.length;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      into[at++] = (byte) c;
    }
    buffer.length = at;
    return true;
  }
}
