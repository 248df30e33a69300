package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.server.RequestObserver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests under the names of Kubernetes' API servers. Labels have few values: what a caller
 * makes up adds no series. Thread-safe.
 */
final class RequestCounters implements RequestObserver {
  private static final Set<String> VERBS =
      Set.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final AuthCounters auth = new AuthCounters();
  private final LongAdder count = new LongAdder();
  private final LongAdder sumNanos = new LongAdder();

  @Override
  public void answered(Attributes asked, int status, long nanos) {
    String verb = VERBS.contains(asked.verb()) ? asked.verb() : "other";
    String series = "{verb=\"%s\",code=\"%d\"}".formatted(verb, status);
    requests.computeIfAbsent(series, first -> new LongAdder()).increment();
    count.increment();
    sumNanos.add(nanos);
  }

  /** Of who asks and what they may. */
  AuthCounters auth() {
    return auth;
  }

  /** In the Prometheus format. */
  String text() {
    var text = new StringBuilder();
    text.append("# HELP apiserver_request_total Requests answered\n");
    text.append("# TYPE apiserver_request_total counter\n");
    requests.forEach((series, number) ->
        text.append("apiserver_request_total")
            .append(series)
            .append(' ')
            .append(number.sum())
            .append('\n'));
    text.append("# HELP apiserver_request_duration_seconds Time to answer them\n");
    text.append("# TYPE apiserver_request_duration_seconds summary\n");
    text.append("apiserver_request_duration_seconds_sum ")
        .append(sumNanos.sum() / 1e9)
        .append('\n');
    text.append("apiserver_request_duration_seconds_count ").append(count.sum()).append('\n');
    return text.append(auth.text()).toString();
  }
}
