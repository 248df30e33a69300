package io.heapster.api.k8s.sample;

import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.MetricsAdapterBuilder;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An adapter whose values are written by hand: for tests of autoscalers, and as an example. Behaves
 * as the test adapter of custom-metrics-apiserver, but for these: metrics of namespaces can be read
 * back, and a selector for a metric that nobody has written is answered by 404 instead of an empty
 * list.
 */
final class SampleAdapter {
  private static final Logger log = LoggerFactory.getLogger(SampleAdapter.class);

  private SampleAdapter() {}

  public static void main(String[] arguments) {
    int exit;
    try (var writes = new WriteServer()) {
      exit = builder(writes).flags(arguments).build().run();
    }
    System.exit(exit);
  }

  static MetricsAdapterBuilder builder(WriteServer writes) {
    InstantSource clock = InstantSource.system();
    return MetricsAdapter.builder("sample-adapter")
        .version("1.0.0", "")
        .service("custom-metrics-apiserver", "custom-metrics")
        .flag("msg", "starting adapter...", "Logged at the start.", log::info)
        .flag("write-address", "0.0.0.0:8080", "Where values are written.", writes::listenOn)
        .customMetrics(cluster -> {
          var metrics = new SampleMetrics(cluster, clock);
          writes.start(metrics);
          return metrics;
        })
        .externalMetrics(new SampleExternalMetrics(clock));
  }
}
