package io.heapster.sinks.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An order as lines of {@code key=value}; the sink's name is percent-encoded. */
final class RequestText {
  private static final String REPLAY = "replay";
  private static final String DROP = "drop";
  private static final String BEFORE = "before";

  private RequestText() {}

  static String encode(CursorOrder order) {
    String sink = "sink=" + DataLayout.encoded(order.sink()) + "\n";
    return switch (order) {
      case CursorOrder.Replay replay ->
          "order=replay\n" + sink + "from=" + replay.from() + "\nto=" + replay.to() + "\n";
      case CursorOrder.DropBefore drop -> "order=drop\n" + sink + "before=" + drop.before() + "\n";
      case CursorOrder.DropAll _ -> "order=drop\n" + sink;
    };
  }

  /**
   * @throws IllegalArgumentException telling what is wrong
   */
  static CursorOrder decode(String text) {
    Map<String, String> fields = fields(text);
    String order = required(fields, "order");
    String sink = DataLayout.decoded(required(fields, "sink"));
    CursorOrder decoded =
        switch (order) {
          case REPLAY -> new CursorOrder.Replay(sink, time(fields, "from"), time(fields, "to"));
          case DROP ->
              fields.containsKey(BEFORE)
                  ? new CursorOrder.DropBefore(sink, time(fields, BEFORE))
                  : new CursorOrder.DropAll(sink);
          default ->
              throw new IllegalArgumentException(
                  "order is " + order + "; must be " + REPLAY + " or " + DROP);
        };
    if (!fields.isEmpty()) {
      throw new IllegalArgumentException("keys " + fields.keySet() + " belong to no " + order);
    }
    return decoded;
  }

  private static Map<String, String> fields(String text) {
    var fields = new HashMap<String, String>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("line '" + line + "' is not key=value");
      }
      if (fields.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("key of '" + line + "' stands twice");
      }
    }
    return fields;
  }

  private static Instant time(Map<String, String> fields, String key) {
    String value = required(fields, key);
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + " is " + value + "; must be like 2026-01-31T00:00:00Z", e);
    }
  }

  private static String required(Map<String, String> fields, String key) {
    String value = fields.remove(key);
    if (value == null) {
      throw new IllegalArgumentException("key " + key + " is missing");
    }
    return value;
  }
}
