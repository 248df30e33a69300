package io.heapster.api.k8s.forward;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.selector.LabelSelector;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds a path with its query, each part encoded. One use. */
final class PathText {
  private final StringBuilder path;
  private final List<String> query = new ArrayList<>();

  /**
   * @param root encoded; begins with a slash
   */
  PathText(String root) {
    path = new StringBuilder(root);
  }

  /**
   * Appends segments.
   *
   * @throws MetricsException bad request, for one that would lead somewhere else than it says:
   *     nobody may reach what only this server is allowed to
   */
  @CanIgnoreReturnValue
  PathText add(String... segments) {
    for (String segment : segments) {
      boolean leadsAway = segment.equals(".") || segment.equals("..") || segment.contains("/");
      if (leadsAway || segment.isEmpty()) {
        throw new MetricsException(
            MetricsException.Reason.BAD_REQUEST,
            "\"" + segment + "\" cannot be part of a path, and is not forwarded");
      }
      path.append('/').append(encoded(segment));
    }
    return this;
  }

  /** Nothing for a selector without conditions. */
  PathText select(String parameter, LabelSelector selector) {
    if (!selector.isEmpty()) {
      query.add(parameter + "=" + encoded(selector.toString()));
    }
    return this;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return query.isEmpty() ? path.toString() : path + "?" + String.join("&", query);
  }
}
