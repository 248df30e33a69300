package io.heapster.sinks.http;

import io.heapster.core.pipeline.SinkHeldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers as users write them: {@code Name: value}. A value may be a secret and is never told. */
final class HeaderLines {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*)");
  private static final List<String> OURS =
      List.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade");

  private HeaderLines() {}

  /** A header's name as written, or nothing. */
  static String name(String line) {
    return line.substring(0, Math.max(line.indexOf(':'), 0)).strip();
  }

  /** What is wrong with a header; null when nothing is. */
  static @Nullable String problem(String line) {
    String name = name(line);
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value(line)).matches()) {
      return "expected Name: value, in printable ASCII";
    }
    return OURS.stream().anyMatch(name::equalsIgnoreCase) ? "is set by the sink itself" : null;
  }

  /** A header with which nothing is wrong. */
  static HttpAccess.Header parse(String line) {
    return new HttpAccess.Header(name(line), value(line));
  }

  /**
   * The headers of a file, one a line; empty lines say nothing.
   *
   * @throws SinkHeldException when it cannot be read, or a line is none; names file and line
   */
  static List<HttpAccess.Header> read(Path file) throws SinkHeldException {
    try {
      var headers = new ArrayList<HttpAccess.Header>();
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.isBlank()) {
          continue;
        }
        String problem = problem(line);
        if (problem != null) {
          throw new SinkHeldException(
              "headerFile " + file + ", line " + (i + 1) + " \"" + name(line) + "\": " + problem);
        }
        headers.add(parse(line));
      }
      return headers;
    } catch (SinkHeldException e) {
      throw e;
    } catch (IOException e) {
      throw new SinkHeldException("headerFile " + file + " cannot be read: " + e, e);
    }
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }
}
