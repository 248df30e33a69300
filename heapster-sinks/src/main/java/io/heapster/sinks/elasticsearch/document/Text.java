package io.heapster.sinks.elasticsearch.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Fixed pieces of documents. */
final class Text {
  private Text() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** RFC 3339 in UTC; a fraction of a second without zeros at its end. */
  static String time(Instant instant) {
    String text = instant.toString();
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length() - 1;
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }
}
