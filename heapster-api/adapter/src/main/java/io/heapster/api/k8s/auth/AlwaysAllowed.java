package io.heapster.api.k8s.auth;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Paths that everybody may ask; compared exactly, or by what stands before a star at the end. */
final class AlwaysAllowed {
  private final Set<String> exact = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  AlwaysAllowed(List<String> patterns) {
    for (String pattern : patterns) {
      String bare = bare(pattern);
      if (bare.endsWith("*")) {
        prefixes.add(bare.substring(0, bare.length() - 1));
      } else {
        exact.add(bare);
      }
    }
  }

  boolean includes(String path) {
    String bare = bare(path);
    return exact.contains(bare) || prefixes.stream().anyMatch(bare::startsWith);
  }

  private static String bare(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
