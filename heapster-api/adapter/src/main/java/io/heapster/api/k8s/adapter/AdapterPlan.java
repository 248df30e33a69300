package io.heapster.api.k8s.adapter;

import io.heapster.api.k8s.groups.routing.MetricRule;
import io.heapster.api.k8s.server.Probes;
import io.heapster.api.k8s.server.ProductVersion;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.ResourceMetricsProvider;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told.
 *
 * @param ownFlags of the program around
 * @param names by which the server is called
 * @param cluster asked only for custom metrics
 * @param metrics more text for {@code /metrics}
 * @param freePort whether any port will do
 * @param loops null for event loops of its own
 */
record AdapterPlan(
    String name,
    List<String> arguments,
    List<OwnFlag> ownFlags,
    List<String> names,
    ProductVersion version,
    Probes probes,
    Supplier<String> metrics,
    ClusterAccess.Opener cluster,
    List<Custom> custom,
    List<External> external,
    @Nullable ResourceMetricsProvider resource,
    boolean freePort,
    @Nullable Vertx loops,
    Duration drain) {

  /** One provider of custom metrics, made when the cluster can be asked. */
  record Custom(
      String name, MetricRule rule, Function<ClusterObjects, CustomMetricsProvider> provider) {}

  /** One provider of external metrics. */
  record External(String name, MetricRule rule, ExternalMetricsProvider provider) {}

  /** A flag of the program around, and who takes its value at each start. */
  record OwnFlag(Flag flag, Consumer<String> reader) {
    void take(CommandLine line) {
      try {
        reader.accept(line.text(flag.name()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "--%s=%s: %s".formatted(flag.name(), line.text(flag.name()), e.getMessage()), e);
      }
    }
  }

  AdapterPlan {
    arguments = List.copyOf(arguments);
    ownFlags = List.copyOf(ownFlags);
    names = List.copyOf(names);
    custom = List.copyOf(custom);
    external = List.copyOf(external);
    if (custom.isEmpty() && external.isEmpty() && resource == null) {
      throw new IllegalArgumentException(
          name + " serves nothing: give it a provider of custom, external or resource metrics");
    }
  }

  CommandLine commandLine() {
    var known = new ArrayList<Flag>();
    ownFlags.forEach(own -> known.add(own.flag()));
    known.addAll(AdapterFlags.all());
    return CommandLine.parse(known, arguments);
  }
}
