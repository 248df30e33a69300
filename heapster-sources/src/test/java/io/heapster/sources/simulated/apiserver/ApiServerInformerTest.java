package io.heapster.sources.simulated.apiserver;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.ManualTime;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.SimulatedPod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ApiServerInformerTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");

  private final ManualTime time = new ManualTime(EPOCH.plusSeconds(100));
  private final Simulator simulator =
      Simulator.start(ClusterShape.tiny(EPOCH), Listeners.anywhere(), Faults.none(), time);
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(config(simulator.addresses().api())).build();

  private static Config config(String url) {
    return new ConfigBuilder(Config.empty()).withMasterUrl(url).build();
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  private Set<String> truth() {
    var names = new TreeSet<String>();
    for (int node = 0; node < 3; node++) {
      for (SimulatedPod pod : simulator.cluster().pods(node, time.now().getEpochSecond())) {
        names.add(pod.namespace() + "/" + pod.name());
      }
    }
    return names;
  }

  private static Set<String> names(List<Pod> pods) {
    return pods.stream()
        .map(pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void informer_churn_followsTheWorld() {
    try (SharedIndexInformer<Pod> informer = client.pods().inAnyNamespace().inform()) {
      Set<String> before = truth();
      assertThat(names(informer.getStore().list())).isEqualTo(before);
      simulator.switchFaults(Faults.none().withPodLifetime(Duration.ofSeconds(15)));
      for (int step = 0; step < 15; step++) {
        time.advance(Duration.ofSeconds(3));
      }
      Set<String> after = truth();

      await().atMost(20, SECONDS).until(() -> names(informer.getStore().list()).equals(after));
      assertThat(after).doesNotContainAnyElementsOf(before);
    }
  }

  @Test
  void client_objects_readAsRealOnes() {
    Node node = client.nodes().withName("node-00001").get();
    SimulatedPod truth = simulator.cluster().pod(1, 3, time.now().getEpochSecond());
    Pod pod = client.pods().inNamespace(truth.namespace()).withName(truth.name()).get();

    assertThat(node.getStatus().getAddresses().getFirst().getAddress()).isEqualTo("127.1.0.2");
    assertThat(pod.getSpec().getNodeName()).isEqualTo("node-00001");
    assertThat(pod.getMetadata().getOwnerReferences().getFirst().getKind()).isEqualTo("ReplicaSet");
    assertThat(pod.getStatus().getContainerStatuses()).hasSize(2);
    assertThat(client.namespaces().list().getItems()).hasSize(3);
    assertThat(client.nodes().withLabel("kubernetes.io/os", "windows").list().getItems()).isEmpty();
  }
}
