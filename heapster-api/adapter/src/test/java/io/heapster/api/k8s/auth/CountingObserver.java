package io.heapster.api.k8s.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by name. */
final class CountingObserver implements AuthObserver {
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  int count(String name) {
    return counts.getOrDefault(name, 0);
  }

  @Override
  public void authenticated(String method) {
    counts.merge(method, 1, Integer::sum);
  }

  @Override
  public void authorized(String outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }

  @Override
  public void answered(String review, String origin) {
    counts.merge(review + " " + origin, 1, Integer::sum);
  }

  @Override
  public void reviewed(String review, String result, long nanos) {
    counts.merge(review + " " + result, 1, Integer::sum);
  }
}
