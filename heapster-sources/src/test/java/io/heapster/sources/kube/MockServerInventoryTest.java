package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Lists of a server that is not ours; its watches speak WebSocket only, which is not in use here.
 */
@EnableKubernetesMockClient(crud = true)
final class MockServerInventoryTest {
  private KubernetesClient client;

  @Test
  void objects_createdByClient_areListed() throws Exception {
    client.nodes().resource(TestCluster.node("n1", Map.of("pool", "blue"))).create();
    client.nodes().resource(TestCluster.node("n2", Map.of("pool", "green"))).create();
    client.namespaces().resource(TestCluster.namespace("shop")).create();
    Pod pod = client.pods().resource(TestCluster.pod("shop", "web-0")).create();

    var access = new ApiAccess(client.getConfiguration(), Optional::empty);
    ApiServerConfig config =
        TestCluster.config(URI.create(client.getConfiguration().getMasterUrl()), "pool=blue", 500);
    try (KubeInventory inventory = new TestCluster().inventory(access, config)) {
      inventory.start();
      assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
      var key = new EntityKey.Pod("shop", "web-0");
      assertThat(inventory.pod(key)).map(PodInfo::uid).contains(pod.getMetadata().getUid());
      assertThat(inventory.node("n1")).isPresent();
      assertThat(inventory.node("n2")).isEmpty();
    }
  }
}
