package io.heapster.api.k8s.tutorial;

import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.MetricsAdapterBuilder;
import io.heapster.api.k8s.forward.ForwardCounters;
import io.heapster.api.k8s.forward.ForwardTarget;
import io.heapster.api.k8s.forward.ForwardedExternalMetrics;
import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.GroupResource;
import io.heapster.core.time.TimeSource;
import java.net.URI;

/** The program of the tutorial. */
final class QueueAdapter {
  private QueueAdapter() {}

  public static void main(String[] arguments) {
    var broker = new Broker();
    int exit =
        MetricsAdapter.builder("queue-adapter")
            .flags(arguments)
            .flag("broker", "http://broker:8161", "Address of the broker.", broker::connect)
            .version("1.0.0", "")
            .service("queue-adapter", "monitoring")
            .externalMetrics(new QueueDepths(broker))
            .customMetrics(cluster -> new RequestRates(cluster))
            .build()
            .run();
    System.exit(exit);
  }

  /** Where the lengths come from. */
  static final class Broker {
    private volatile URI address = URI.create("");

    void connect(String text) {
      address = URI.create(text);
      if (address.getHost() == null) {
        throw new IllegalArgumentException("write an address such as http://broker:8161");
      }
    }

    URI address() {
      return address;
    }
  }

  static MetricsAdapterBuilder routed(
      MetricsAdapterBuilder adapter,
      CustomMetricsProvider deployments,
      CustomMetricsProvider pods,
      ExternalMetricsProvider queues,
      ExternalMetricsProvider everythingElse) {
    return adapter
        .customMetrics(
            "deployments", MetricRule.of(GroupResource.parse("deployments.apps")), deployments)
        .customMetrics("pods", MetricRule.EVERYTHING, pods)
        .externalMetrics("queues", MetricRule.named("queue_.*"), queues)
        .externalMetrics("others", MetricRule.EVERYTHING, everythingElse);
  }

  static RunningForward forwarding(
      MetricsAdapterBuilder adapter, ExternalMetricsProvider queues, String text) {
    ForwardTarget keda = ForwardTarget.parse(text);
    var counters = new ForwardCounters();
    var forwarded = ForwardedExternalMetrics.open(keda, counters, TimeSource.system());
    adapter
        .externalMetrics("queues", MetricRule.ofListed(), queues)
        .externalMetrics("keda", keda.rule(), forwarded)
        .metrics(counters::text);
    return forwarded::close;
  }

  /** Ends it. */
  interface RunningForward extends AutoCloseable {
    @Override
    void close();
  }
}
