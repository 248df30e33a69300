package io.heapster.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding of URI paths and queries. */
public final class PercentCoding {
  private static final String UNESCAPED_IN_PATH = "-_.~$&+,/:;=@!'()*";

  private PercentCoding() {}

  /** The decoded text; empty when an escape is cut or not hexadecimal. */
  public static Optional<String> decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return Optional.of(encoded);
    }
    var bytes = new ByteArrayOutputStream(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      int escape = encoded.indexOf('%', at);
      int end = escape < 0 ? encoded.length() : escape;
      bytes.writeBytes(encoded.substring(at, end).getBytes(StandardCharsets.UTF_8));
      at = end;
      if (escape >= 0) {
        int value = octet(encoded, escape);
        if (value < 0) {
          return Optional.empty();
        }
        bytes.write(value);
        at = escape + 3;
      }
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /** A path for use in a Location header. */
  static String encodePath(String path) {
    var text = new StringBuilder(path.length());
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain = c < 128 && Character.isLetterOrDigit(c) || UNESCAPED_IN_PATH.indexOf(c) >= 0;
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xF));
      }
    }
    return text.toString();
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }

  private static int octet(String text, int escape) {
    if (escape + 2 >= text.length()) {
      return -1;
    }
    int high = asciiHex(text.charAt(escape + 1));
    int low = asciiHex(text.charAt(escape + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int asciiHex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
