package io.heapster.sources.kube;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.core.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Objects, configurations and an inventory for tests; tries again quickly. */
final class TestCluster {
  static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(20);

  final MetricRegistry registry = new MetricRegistry();
  final Telemetry telemetry = new Telemetry(registry);

  KubeInventory inventory(URI apiServer) {
    return inventory(config(apiServer, "", 500));
  }

  KubeInventory inventory(ApiServerConfig config) {
    Config client = Config.empty();
    client.setMasterUrl(String.valueOf(config.apiServer()));
    return inventory(new ApiAccess(client, Optional::empty), config);
  }

  KubeInventory inventory(ApiAccess access, ApiServerConfig config) {
    return new KubeInventory(access, config, telemetry, TimeSource.system(), RETRY_INTERVAL);
  }

  /** The value of a gauge by its series name. */
  long gauge(String series) {
    return ((Number) ((Gauge<?>) registry.getGauges().get(series)).getValue()).longValue();
  }

  long counter(String series) {
    return registry.counter(series).getCount();
  }

  static ApiServerConfig config(URI apiServer, String nodeSelector, int pageSize) {
    return new ApiServerConfig(
        apiServer, false, null, false, false, "example.org/host-id", nodeSelector, pageSize);
  }

  static Node node(String name, Map<String, String> labels) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addNewAddress("10.0.0.1", "InternalIP")
        .endStatus()
        .build();
  }

  static Namespace namespace(String name) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-of-" + name)
        .endMetadata()
        .build();
  }

  /** A pod with one container {@code main} that asks for 100m and 64Mi. */
  static Pod pod(String namespace, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withUid("uid-of-" + name)
        .addToLabels("app", "web")
        .endMetadata()
        .withNewSpec()
        .withNodeName("n1")
        .addNewContainer()
        .withName("main")
        .withImage("nginx:1.25")
        .withNewResources()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("64Mi"))
        .endResources()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withStartTime("2026-02-25T22:09:00Z")
        .endStatus()
        .build();
  }
}
