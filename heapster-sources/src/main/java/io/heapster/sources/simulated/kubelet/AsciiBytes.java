package io.heapster.sources.simulated.kubelet;

import java.util.Arrays;

/**
 * Growing array of bytes which documents are written to without a string in between. Reused from
 * document to document; not thread-safe.
 */
final class AsciiBytes {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int FIRST_SIZE = 1 << 16;
  private static final int MOST_DIGITS = 19;

  /** 00 to 99: two digits a division, as numbers are most of what is written. */
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** The array behind, of which the first {@link #length} bytes count. */
  byte[] array() {
    return bytes;
  }

  void append(char letter) {
    reserve(1);
    bytes[length++] = (byte) letter;
  }

  void append(byte[] text) {
    append(text, text.length);
  }

  void append(byte[] text, int count) {
    reserve(count);
    System.arraycopy(text, 0, bytes, length, count);
    length += count;
  }

  /** Appends a text of ASCII letters that need no escape. */
  void append(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** Appends a number in decimal. */
  void append(long value) {
    reserve(20);
    long rest = value;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int end = length + digits(rest);
    length = end;
    while (rest >= 100) {
      int pair = 2 * (int) (rest % 100);
      rest /= 100;
      bytes[--end] = PAIRS[pair + 1];
      bytes[--end] = PAIRS[pair];
    }
    bytes[--end] = PAIRS[2 * (int) rest + 1];
    if (rest >= 10) {
      bytes[--end] = PAIRS[2 * (int) rest];
    }
  }

  /** Appends a number with leading zeros. */
  void append(long value, int digits) {
    reserve(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Appends an epoch second as RFC 3339 in UTC, such as {@code 2026-11-21T05:26:56Z}. */
  void appendTime(long epochSecond) {
    long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
    long second = epochSecond - day * SECONDS_PER_DAY;
    appendDate(day);
    append('T');
    append(second / 3_600, 2);
    append(':');
    append(second / 60 % 60, 2);
    append(':');
    append(second % 60, 2);
    append('Z');
  }

  /** Days since 1970 to year, month, day by counting from 1 March of year 0, leap day last. */
  private void appendDate(long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    append('-');
    append(month, 2);
    append('-');
    append(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long power = 10; digits < MOST_DIGITS && value >= power; power *= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
