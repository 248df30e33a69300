package io.heapster.api.k8s.server;

import java.util.List;
import java.util.Locale;

/** Reads the Accept-Encoding header. */
final class AcceptedEncoding {
  private AcceptedEncoding() {}

  /** Whether a body may come compressed; a weight of zero forbids it. */
  static boolean takesGzip(List<String> lines) {
    for (String line : lines) {
      for (String coding : line.toLowerCase(Locale.ROOT).split(",")) {
        String[] parts = coding.split(";");
        if (parts[0].strip().equals("gzip")) {
          return parts.length < 2 || !parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
        }
      }
    }
    return false;
  }
}
