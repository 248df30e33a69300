package io.heapster.api.k8s.forward;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What was asked of other adapters, by target, group and outcome. Thread-safe. */
public final class ForwardCounters {
  private static final String NAME = "metrics_apiserver_forwarded_requests_total";

  private final Map<Series, LongAdder> series = new ConcurrentSkipListMap<>();

  /** How a request ended. */
  enum Outcome {
    OK,
    NOT_FOUND,
    BAD_REQUEST,
    REFUSED,
    UNAVAILABLE,
    TIMEOUT,
    /** It came from a forwarding adapter, and was not passed on. */
    LOOP
  }

  private record Series(String target, String group, String outcome) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return "{target=\"%s\",group=\"%s\",outcome=\"%s\"}".formatted(target, group, outcome);
    }
  }

  void count(ForwardTarget target, String group, Outcome outcome) {
    String name = outcome.name().toLowerCase(Locale.ROOT);
    series
        .computeIfAbsent(new Series(target.label(), group, name), _ -> new LongAdder())
        .increment();
  }

  /** In the Prometheus format; empty before the first request. */
  public String text() {
    if (series.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    text.append("# HELP ").append(NAME).append(" Requests for metrics of other adapters\n");
    text.append("# TYPE ").append(NAME).append(" counter\n");
    series.forEach((labels, number) ->
        text.append(NAME).append(labels).append(' ').append(number.sum()).append('\n'));
    return text.toString();
  }
}
