package io.heapster.sinks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/**
 * A dead letter as one line of JSON: {@code at}, {@code batch}, {@code sink}, {@code reason}, and
 * the row as {@code row} (text) or {@code rowBase64} (anything that is not UTF-8).
 */
final class DeadLetterLine {
  private DeadLetterLine() {}

  /** The line with its end. */
  static byte[] encode(DeadLetter letter) {
    var line = head(letter);
    byte[] row = letter.row();
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(row)).toString();
      field(line, "row", text);
    } catch (CharacterCodingException _) {
      field(line, "rowBase64", Base64.getEncoder().encodeToString(row));
    }
    return ended(line);
  }

  /** The same without a row that is too long to keep. */
  static byte[] encodeWithoutRow(DeadLetter letter) {
    var line = head(letter);
    line.append(",\"omittedBytes\":").append(letter.row().length);
    return ended(line);
  }

  private static StringBuilder head(DeadLetter letter) {
    var line = new StringBuilder("{\"at\":\"").append(letter.at()).append('"');
    field(line, "batch", letter.batch().toString());
    field(line, "sink", letter.sink());
    field(line, "reason", letter.reason());
    return line;
  }

  private static byte[] ended(StringBuilder line) {
    return line.append("}\n").toString().getBytes(UTF_8);
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      escape(line, value.charAt(i));
    }
    line.append('"');
  }

  private static void escape(StringBuilder line, char c) {
    switch (c) {
      case '"' -> line.append("\\\"");
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        // Some readers end a line at these two as well.
        if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
          line.append("\\u%04x".formatted((int) c));
        } else {
          line.append(c);
        }
      }
    }
  }
}
