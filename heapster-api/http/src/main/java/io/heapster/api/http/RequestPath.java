package io.heapster.api.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request, as sent and decoded.
 *
 * @param raw as sent; begins with a slash
 * @param decoded percent-decoded as a whole, so that an encoded slash separates like a plain one
 */
record RequestPath(String raw, String decoded) {

  /**
   * Reads a path.
   *
   * @throws ApiException 400 when it is not well encoded
   */
  static RequestPath parse(String raw) {
    String decoded =
        PercentCoding.decode(raw)
            .orElseThrow(() ->
                ApiException.badRequest(
                    "400 Bad Request: the path \""
                        + raw
                        + "\" holds a % without two hex"
                        + " digits"));
    if (!decoded.startsWith("/")) {
      throw ApiException.badRequest("400 Bad Request: the path \"" + raw + "\" has no leading /");
    }
    return new RequestPath(raw, decoded);
  }

  /** Where to go instead: the path without empty, {@code .} and {@code ..} segments. */
  Optional<String> redirect() {
    var kept = new ArrayDeque<String>();
    String[] segments = decoded.substring(1).split("/", -1);
    for (String segment : segments) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(segment);
      }
    }
    String clean = "/" + String.join("/", kept);
    boolean slashAtEnd = decoded.endsWith("/") && !kept.isEmpty();
    String target = slashAtEnd ? clean + "/" : clean;
    return target.equals(decoded)
        ? Optional.empty()
        : Optional.of(PercentCoding.encodePath(target));
  }

  /** Segments of the decoded path; a slash at the end counts for nothing. */
  List<String> segments() {
    return split(decoded);
  }

  /** Whether some segment holds an encoded slash. */
  boolean hasEncodedSlash() {
    return raw.contains("%2F") || raw.contains("%2f");
  }

  /** Segments of the path as sent, each decoded: an encoded slash belongs to its segment. */
  List<String> segmentsAsSent() {
    var segments = new ArrayList<String>();
    for (String segment : split(raw)) {
      segments.add(PercentCoding.decode(segment).orElse(segment));
    }
    return segments;
  }

  private static List<String> split(String path) {
    String inner = path.substring(1);
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
  }
}
