package io.heapster.api.k8s.identity;

import java.util.Collection;
import java.util.List;

/**
 * The headers of a request; names in any case. A header sent in several lines has several values.
 */
public interface RequestHeaders {
  /** The values, one a line, never split at commas; empty when it was not sent. */
  List<String> all(String name);

  /** The names as sent, each once. */
  Collection<String> names();

  /** The first value; empty when it was not sent. */
  default String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
