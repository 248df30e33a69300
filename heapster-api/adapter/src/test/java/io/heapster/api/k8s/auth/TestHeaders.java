package io.heapster.api.k8s.auth;

import io.heapster.api.k8s.identity.RequestHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Headers as a test writes them; names in any case. */
final class TestHeaders implements RequestHeaders {
  private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Names and values in turn. */
  static TestHeaders of(String... namesAndValues) {
    var headers = new TestHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers
          .lines
          .computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>())
          .add(namesAndValues[i + 1]);
    }
    return headers;
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
