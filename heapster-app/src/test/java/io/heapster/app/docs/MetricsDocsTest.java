package io.heapster.app.docs;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.Metric.Origin;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricCatalog.Rate;
import io.heapster.core.model.EntityTable;
import io.heapster.core.telemetry.SelfMetric;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsDocsTest {

  @Test
  void metricsPage_generatedFromCatalogue_isCurrent() throws IOException {
    new GeneratedPage("metrics.md").check(page());
  }

  private static String page() {
    return """
    # Metrics

    Generated from the catalogue (`make docs`); do not edit.

    Entities: `cluster`, `ns` (namespace), `node`, `pod`, `pod_container`, `sys_container` (kubelet, container runtime). A metric that \
    a kubelet does not report is absent, never zero. Counters are `cumulative`: they grow since the entity's start time.

    ## Heapster's metrics

    Names, types and meaning as in Heapster 1.5.

    %s
    ### Per device

    Values with labels of their own: `resource_id` (file system `/`, `logs`, `Volume:<name>`, or a disk), or `make`, `model`, \
    `accelerator_id`.

    %s
    ## Metrics Heapster never had

    Never part of Heapster's sums. Pod-level values of the kubelet (`*/cgroup_*`) count the sandbox and init containers too, so they may \
    be higher than the sum of a pod's containers.

    %s
    ### Per device

    Labels: `interface`; `persistentvolumeclaim`; `resource_id` (`imageFs`, `containerFs`). Interfaces are listed where there is more \
    than the default one.

    %s
    Where a kubelet gives no counters of a default interface (it looks for the name `eth0`), `network/*` is the sum of the interfaces \
    that are not virtual.

    ## User-defined metrics

    `custom/<name>`: what a kubelet reports under `userDefinedMetrics`, as doubles; summed over a pod's containers. At most %d names \
    per kind of entity and tick; more are dropped and counted.

    ## Rates

    CPU in whole millicores, everything else per second.

    | Counter | Rate |
    |---|---|
    %s
    ## The daemon's own metrics

    Served at `/metrics` in Prometheus' text format. Summaries show the quantiles 0.5, 0.9 and 0.99 of the last minutes.

    | Name | Type | Labels | Meaning |
    |---|---|---|---|
    %s\
    """
        .formatted(
            table(MetricCatalog.PLAIN, Origin.HEAPSTER),
            table(MetricCatalog.LABELED, Origin.HEAPSTER),
            table(MetricCatalog.PLAIN, Origin.OURS),
            table(MetricCatalog.LABELED, Origin.OURS),
            EntityTable.MAX_CUSTOM_METRICS,
            rates(),
            selfMetrics());
  }

  private static String table(List<Metric> metrics, Origin origin) {
    return "| Name | Kind | Value | Unit | Carried by | Meaning |\n|---|---|---|---|---|---|\n"
        + metrics.stream()
            .filter(metric -> metric.origin() == origin)
            .map(MetricsDocsTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            metric.name(),
            metric.kind().text(),
            metric.valueType().text(),
            metric.unit().text(),
            metric.carriers().stream()
                .sorted()
                .map(EntityKind::type)
                .collect(Collectors.joining(", ")),
            metric.help());
  }

  private static String rates() {
    return Stream.concat(MetricCatalog.RATES.stream(), MetricCatalog.LABELED_RATES.stream())
        .map((Rate rate) -> "| `%s` | `%s` |\n".formatted(rate.counter(), rate.rate()))
        .collect(Collectors.joining());
  }

  private static String selfMetrics() {
    return Stream.of(SelfMetric.values())
        .map(metric ->
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    metric.text(),
                    metric.type().name().toLowerCase(Locale.ROOT),
                    String.join(", ", metric.labelNames()),
                    metric.help()))
        .collect(Collectors.joining());
  }
}
