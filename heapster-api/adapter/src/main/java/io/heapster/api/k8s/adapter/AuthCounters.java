package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.auth.AuthObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what authentication and authorisation do under the names of Kubernetes' API servers, as
 * far as these have one. Labels have few values, none of them made up by callers. Thread-safe.
 */
final class AuthCounters implements AuthObserver {
  private final Counter authentication =
      new Counter("authentication_attempts", "Callers told apart, by result");
  private final Counter methods =
      new Counter("heapster_authentication_methods_total", "Callers told apart, by how");
  private final Counter authorization =
      new Counter("authorization_attempts_total", "Requests decided on, by result");
  private final Counter tokens =
      new Counter("authentication_token_cache_request_total", "Tokens looked up, by outcome");
  private final Counter fetches =
      new Counter("authentication_token_cache_fetch_total", "Tokens reviewed, by outcome");
  private final Counter answers =
      new Counter("heapster_reviews_needed_total", "Reviews needed, by where they came from");
  private final Counter reviews =
      new Counter("heapster_reviews_total", "Reviews asked of the API server, by result");
  private final Counter seconds =
      new Counter("heapster_reviews_seconds_total", "Time that these took");

  /** One name; a series for each set of labels. */
  private static final class Counter {
    private final String name;
    private final String help;
    private final Map<String, LongAdder> series = new ConcurrentSkipListMap<>();

    Counter(String name, String help) {
      this.name = name;
      this.help = help;
    }

    void add(String labels, long amount) {
      series.computeIfAbsent(labels, first -> new LongAdder()).add(amount);
    }

    void write(StringBuilder out, double unit) {
      out.append("# HELP %s %s\n# TYPE %s counter\n".formatted(name, help, name));
      series.forEach((labels, number) -> {
        out.append(name).append('{').append(labels).append("} ");
        if (unit == 1) {
          out.append(number.sum());
        } else {
          out.append(number.sum() / unit);
        }
        out.append('\n');
      });
    }
  }

  @Override
  public void authenticated(String method) {
    boolean refused = method.equals("refused");
    authentication.add("result=\"%s\"".formatted(refused ? "failure" : "success"), 1);
    methods.add("method=\"%s\"".formatted(method), 1);
  }

  @Override
  public void authorized(String outcome) {
    String result = outcome.equals("failed") ? "error" : outcome;
    authorization.add("result=\"%s\"".formatted(result), 1);
  }

  @Override
  public void answered(String review, String origin) {
    answers.add("review=\"%s\",origin=\"%s\"".formatted(review, origin), 1);
    if (review.equals("token")) {
      tokens.add("status=\"%s\"".formatted(origin.equals("cache") ? "hit" : "miss"), 1);
    }
  }

  @Override
  public void reviewed(String review, String result, long nanos) {
    String labels = "review=\"%s\",result=\"%s\"".formatted(review, result);
    reviews.add(labels, 1);
    seconds.add(labels, nanos);
    if (review.equals("token")) {
      fetches.add("status=\"%s\"".formatted(result), 1);
    }
  }

  /** In the Prometheus format. */
  String text() {
    var text = new StringBuilder();
    for (Counter each :
        new Counter[] {authentication, methods, authorization, tokens, fetches, answers, reviews}) {
      each.write(text, 1);
    }
    seconds.write(text, 1e9);
    return text.toString();
  }
}
