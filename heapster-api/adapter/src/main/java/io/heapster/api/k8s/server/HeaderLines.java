package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.RequestHeaders;
import io.vertx.core.MultiMap;
import java.util.Collection;
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

  private final Map<String, List<String>> lines;

  private HeaderLines(Map<String, List<String>> lines) {
    this.lines = lines;
  }

  /** All headers as received. */
  static HeaderLines of(MultiMap headers) {
    var lines = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (String name : headers.names()) {
      lines.put(name, List.copyOf(headers.getAll(name)));
    }
    return new HeaderLines(lines);
  }

  /** Those that neither carry credentials nor claim an identity. */
  HeaderLines plain() {
    var kept = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    lines.forEach((name, values) -> {
      if (PLAIN.contains(name.toLowerCase(Locale.ROOT))) {
        kept.put(name, values);
      }
    });
    return new HeaderLines(kept);
  }

  @Override
  public List<String> all(String name) {
    return lines.getOrDefault(name, List.of());
  }

  @Override
  public Collection<String> names() {
    return lines.keySet();
  }
}
