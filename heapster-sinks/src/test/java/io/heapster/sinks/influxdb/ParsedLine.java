package io.heapster.sinks.influxdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Line protocol taken apart by its specification, letter by letter. */
final class ParsedLine {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+i");
  private static final Pattern FLOAT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern TIME = Pattern.compile("[0-9]{19}");

  private ParsedLine() {}

  /**
   * Values by name, as {@link StoredValues} has them.
   *
   * @throws IllegalArgumentException when it is not a line with sorted tags, plain numbers and a
   *     time in nanoseconds
   */
  static Map<String, String> values(String line) {
    List<String> parts = split(line, ' ');
    require(parts.size() == 3, line);
    List<String> series = split(parts.get(0), ',');
    var tags = new TreeMap<String, String>();
    String previous = "";
    for (String tag : series.subList(1, series.size())) {
      List<String> pair = split(tag, '=');
      require(pair.size() == 2 && !pair.get(0).isEmpty() && !pair.get(1).isEmpty(), line);
      require(pair.get(0).compareTo(previous) > 0, line);
      previous = pair.get(0);
      tags.put(plain(pair.get(0)), plain(pair.get(1)));
    }
    require(TIME.matcher(parts.get(2)).matches() && !series.get(0).isEmpty(), line);
    var values = new TreeMap<String, String>();
    for (String field : split(parts.get(1), ',')) {
      List<String> pair = split(field, '=');
      require(pair.size() == 2 && !pair.get(0).isEmpty(), line);
      values.put(
          plain(series.get(0)) + " " + tags + " " + plain(pair.get(0)) + " " + parts.get(2),
          number(pair.get(1), line));
    }
    return values;
  }

  private static String number(String text, String line) {
    if (INTEGER.matcher(text).matches()) {
      return text.substring(0, text.length() - 1);
    }
    require(FLOAT.matcher(text).matches(), line);
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == separator && (i == 0 || text.charAt(i - 1) != '\\')) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String plain(String escaped) {
    return escaped.replace("\\,", ",").replace("\\ ", " ").replace("\\=", "=");
  }

  private static void require(boolean right, String line) {
    if (!right) {
      throw new IllegalArgumentException("not line protocol: " + line);
    }
  }
}
