package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KubeInventoryTest {
  private static final EntityKey.Pod WEB_0 = new EntityKey.Pod("shop", "web-0");

  private final TestCluster cluster = new TestCluster();
  private FakeApiServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeApiServer();
    server.put("nodes", TestCluster.node("n1", Map.of("pool", "blue")));
    server.put("namespaces", TestCluster.namespace("shop"));
    server.put("pods", TestCluster.pod("shop", "web-0"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private KubeInventory synced(ApiServerConfig config) throws InterruptedException {
    KubeInventory inventory = cluster.inventory(config);
    inventory.start();
    assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
    return inventory;
  }

  private KubeInventory synced() throws InterruptedException {
    return synced(TestCluster.config(server.address(), "", 500));
  }

  private void awaitWatches() {
    await()
        .until(() ->
            server.isWatched("nodes")
                && server.isWatched("pods")
                && server.isWatched("namespaces"));
  }

  @Test
  void inventory_synced_answersForEachKind() throws Exception {
    try (KubeInventory inventory = synced()) {
      assertThat(inventory.isSynced()).isTrue();
      assertThat(inventory.nodes()).extracting(NodeInfo::name).containsExactly("n1");
      assertThat(inventory.node("n1")).isPresent();
      assertThat(inventory.node("n2")).isEmpty();
      assertThat(inventory.pods()).extracting(PodInfo::key).containsExactly(WEB_0);
      assertThat(inventory.pod(WEB_0)).map(PodInfo::nodeName).contains("n1");
      assertThat(inventory.namespace("shop")).isPresent();
      assertThat(inventory.namespace("void")).isEmpty();
    }
  }

  @Test
  void objects_addedChangedDeleted_arrive() throws Exception {
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      Pod added = TestCluster.pod("shop", "web-1");
      server.put("pods", added);
      var key = new EntityKey.Pod("shop", "web-1");
      await().until(() -> inventory.pod(key).isPresent());

      added.getSpec().setNodeName("n9");
      server.put("pods", added);
      await().until(() -> inventory.pod(key).map(PodInfo::nodeName).equals(Optional.of("n9")));

      server.delete("pods", added);
      await().until(() -> inventory.pod(key).isEmpty());
      assertThat(inventory.pod(WEB_0)).isPresent();
    }
  }

  @Test
  void nodes_givenOut_doNotChangeLater() throws Exception {
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      Collection<NodeInfo> before = inventory.nodes();
      server.put("nodes", TestCluster.node("n2", Map.of()));
      await().until(() -> inventory.nodes().size() == 2);
      assertThat(before).hasSize(1);
    }
  }

  @Test
  void selector_given_nodesFilteredByServer() throws Exception {
    server.put("nodes", TestCluster.node("n2", Map.of("pool", "green")));
    try (KubeInventory inventory = synced(TestCluster.config(server.address(), "pool=blue", 500))) {
      assertThat(inventory.nodes()).extracting(NodeInfo::name).containsExactly("n1");
      assertThat(server.listQueries("nodes")).allMatch(query -> query.contains("labelSelector"));
      assertThat(server.listQueries("pods")).noneMatch(query -> query.contains("Selector"));
    }
  }

  @Test
  void list_longerThanPage_comesInPages() throws Exception {
    for (int i = 1; i < 25; i++) {
      server.put("pods", TestCluster.pod("shop", "web-" + i));
    }
    try (KubeInventory inventory = synced(TestCluster.config(server.address(), "", 10))) {
      assertThat(inventory.pods()).hasSize(25);
      assertThat(server.listQueries("pods"))
          .hasSize(3)
          .allMatch(query -> query.contains("limit=10"));
      assertThat(server.listQueries("pods"))
          .filteredOn(query -> query.contains("continue="))
          .hasSize(2);
    }
  }

  @Test
  void server_restarted_pictureStaysThenFollows() throws Exception {
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      await().until(() -> cluster.gauge("heapster_inventory_watching{resource=\"pods\"}") == 1);
      server.stop();
      await().until(() -> cluster.gauge("heapster_inventory_watching{resource=\"pods\"}") == 0);
      assertThat(inventory.pod(WEB_0)).isPresent();
      assertThat(inventory.isSynced()).isTrue();

      server.start();
      awaitWatches();
      server.put("pods", TestCluster.pod("shop", "web-1"));
      await().until(() -> inventory.pods().size() == 2);
      await().until(() -> cluster.gauge("heapster_inventory_watching{resource=\"pods\"}") == 1);
    }
  }

  @Test
  void server_absentAtStart_isFoundLater() throws Exception {
    server.stop();
    try (KubeInventory inventory = cluster.inventory(server.address())) {
      inventory.start();
      assertThat(inventory.awaitSync(Duration.ofMillis(200))).isFalse();
      assertThat(inventory.isSynced()).isFalse();
      assertThat(inventory.pods()).isEmpty();
      assertThat(cluster.gauge("heapster_inventory_synced{resource=\"pods\"}")).isZero();

      server.start();
      assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
      assertThat(inventory.pod(WEB_0)).isPresent();
    }
  }

  @Test
  void server_refusing_isAskedAgain() throws Exception {
    server.refuseWith(403);
    try (KubeInventory inventory = cluster.inventory(server.address())) {
      inventory.start();
      await().until(() -> server.listQueries("pods").size() > 1);
      assertThat(inventory.isSynced()).isFalse();
      server.refuseWith(0);
      assertThat(inventory.awaitSync(TestCluster.SOON)).isTrue();
    }
  }

  @Test
  void watch_tooOld_listsAgainAndForgetsTheVanished() throws Exception {
    Pod vanishing = TestCluster.pod("shop", "web-1");
    server.put("pods", vanishing);
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      server.forget("pods", vanishing);
      server.say(
          "pods",
          "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410,"
              + "\"status\":\"Failure\",\"reason\":\"Expired\",\"message\":\"too old\"}}");
      await().until(() -> inventory.pods().size() == 1);
      assertThat(inventory.pod(WEB_0)).isPresent();
      assertThat(server.listQueries("pods")).hasSizeGreaterThan(1);
    }
  }

  @Test
  void watch_sayingNonsense_isBegunAgain() throws Exception {
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      server.say("pods", "{\"type\":\"ADDED\",\"object\":{\"kind\":");
      await().until(() -> server.watchRequests("pods") > 1);
      awaitWatches();
      server.put("pods", TestCluster.pod("shop", "web-1"));
      await().until(() -> inventory.pods().size() == 2);
    }
  }

  @Test
  void watch_endedByServer_isBegunAgain() throws Exception {
    try (KubeInventory inventory = synced()) {
      awaitWatches();
      server.endWatches("pods");
      await().until(() -> server.watchRequests("pods") > 1);
      awaitWatches();
      server.put("pods", TestCluster.pod("shop", "web-1"));
      await().until(() -> inventory.pods().size() == 2);
    }
  }

  @Test
  void gauges_tellObjectsAndSync() throws Exception {
    try (KubeInventory inventory = synced()) {
      assertThat(inventory.pods()).hasSize(1);
      assertThat(cluster.gauge("heapster_inventory_objects{resource=\"pods\"}")).isEqualTo(1);
      assertThat(cluster.gauge("heapster_inventory_objects{resource=\"nodes\"}")).isEqualTo(1);
      assertThat(cluster.gauge("heapster_inventory_synced{resource=\"namespaces\"}")).isEqualTo(1);
    }
  }

  @Test
  void close_endsWatchesAndKeepsThePicture() throws Exception {
    KubeInventory inventory = synced();
    awaitWatches();
    inventory.close();
    assertThat(inventory.pod(WEB_0)).isPresent();
    assertThat(cluster.gauge("heapster_inventory_watching{resource=\"pods\"}")).isZero();
    inventory.close();
  }

  @Test
  void close_whileWaitingForSync_endsTheWait() throws Exception {
    KubeInventory inventory = cluster.inventory(URI.create("http://127.0.0.1:9"));
    inventory.start();
    Thread closer = Thread.ofVirtual().start(inventory::close);
    assertThat(inventory.awaitSync(Duration.ofMinutes(5))).isFalse();
    closer.join();
  }
}
