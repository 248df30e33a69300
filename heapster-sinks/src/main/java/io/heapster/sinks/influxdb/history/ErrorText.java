package io.heapster.sinks.influxdb.history;

import io.heapster.core.history.HistoryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the body of a refusal says. */
final class ErrorText {
  private static final int LONGEST = 300;
  private static final Answer NOTHING =
      new Answer() {
        @Override
        public void series(String name, Map<String, String> tags, List<String> columns) {}

        @Override
        public void row(@Nullable Object[] cells) {}
      };

  private ErrorText() {}

  /** The database's own words, else the beginning of what something in between said. */
  static String of(byte[] body) {
    try {
      AnswerReader.read(new ByteArrayInputStream(body), NOTHING);
    } catch (HistoryException e) {
      return e.text();
    } catch (IOException e) {
      // No JSON, or cut off.
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
