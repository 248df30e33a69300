package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.RequestHeaders;
import io.heapster.api.k8s.request.StatusException;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers of a request as a copy that any thread may read. Values have one character a byte:
 * who needs text decodes them, and refuses what cannot be decoded.
 */
final class HeaderLines implements RequestHeaders {
  /**
   * What endpoints may see. A list of what is let through, not of what is held back: the names of
   * the headers that claim an identity are configurable, and a new one must not slip by.
   */
  private static final Set<String> PLAIN =
      Set.of("accept", "accept-encoding", "if-none-match", "user-agent", "host", "audit-id");

  /** A proxy sends a line for each group of a user, who may be in hundreds. */
  static final int MOST_LINES = 500;

  /** No headers. */
  static final HeaderLines NONE = new HeaderLines(Map.of(), false);

  private final Map<String, List<String>> lines;
  private final boolean tooMany;

  private HeaderLines(Map<String, List<String>> lines, boolean tooMany) {
    this.lines = lines;
    this.tooMany = tooMany;
  }

  /**
   * All headers as received; none when they are too many. Reads each once: this is an event loop.
   */
  static HeaderLines of(MultiMap headers) {
    var lines = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    int count = 0;
    for (Map.Entry<String, String> line : headers) {
      if (++count > MOST_LINES) {
        return new HeaderLines(Map.of(), true);
      }
      lines.computeIfAbsent(line.getKey(), first -> new ArrayList<>()).add(line.getValue());
    }
    return new HeaderLines(lines, false);
  }

  /**
   * Refuses what was not read.
   *
   * @throws StatusException 431
   */
  void requireFew() {
    if (tooMany) {
      throw new StatusException(
          431,
          "RequestHeaderFieldsTooLarge",
          "the request has more than " + MOST_LINES + " header lines",
          StatusException.Details.EMPTY);
    }
  }

  /** Those that neither carry credentials nor claim an identity. */
  HeaderLines plain() {
    var kept = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    lines.forEach((name, values) -> {
      if (PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
        kept.put(name, values);
      }
    });
    return new HeaderLines(kept, false);
  }

  @Override
  public List<String> all(String name) {
    return Collections.unmodifiableList(lines.getOrDefault(name, List.of()));
  }

  @Override
  public Collection<String> names() {
    return lines.keySet();
  }
}
