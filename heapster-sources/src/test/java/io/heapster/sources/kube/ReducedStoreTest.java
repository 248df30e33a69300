package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class ReducedStoreTest {
  private static final EntityKey.Pod WEB = new EntityKey.Pod("shop", "web");

  private final TestCluster cluster = new TestCluster();
  private final ReducedStore<Pod, EntityKey.Pod, PodInfo> store =
      new ReducedStore<>(
          new PodReduction(new SharedParts(), new FieldReader(cluster.telemetry)),
          cluster.telemetry);

  private Pod put(Pod pod) {
    return store.put(store.getKey(pod), pod);
  }

  @Test
  void put_newAndKnown_tellsWhetherItWasThere() {
    assertThat(put(TestCluster.pod("shop", "web"))).isNull();
    Pod before = put(TestCluster.pod("shop", "web"));
    assertThat(store.getKey(before)).isEqualTo("shop/web");
    assertThat(before.getSpec()).isNull();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void store_givesBackNamesAndKeys() {
    put(TestCluster.pod("shop", "web"));
    assertThat(store.keySet()).containsExactly("shop/web");
    assertThat(store.values().map(store::getKey)).containsExactly("shop/web");
    assertThat(store.get("shop/web").getMetadata().getName()).isEqualTo("web");
    assertThat(store.get("shop/other")).isNull();
    assertThat(store.isFullState()).isFalse();
  }

  @Test
  void remove_known_forgets() {
    put(TestCluster.pod("shop", "web"));
    assertThat(store.remove("shop/other")).isNull();
    assertThat(store.remove("shop/web").getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(store.find(WEB)).isNull();
    assertThat(store.all()).isEmpty();
  }

  @Test
  void put_objectThatCannotBeRead_isLeftOutAndCounted() {
    put(TestCluster.pod("shop", "web"));
    Pod odd = TestCluster.pod("shop", "web");
    odd.getSpec().setContainers(new ArrayList<>(Collections.singletonList(null)));
    assertThat(put(odd)).isNotNull();
    assertThat(store.find(WEB)).isNull();
    assertThat(cluster.counter("heapster_values_dropped_total{reason=\"bad_object\"}"))
        .isEqualTo(1);
  }

  @Test
  void put_objectWithoutAName_isLeftOutAndCounted() {
    var nameless = new Pod();
    nameless.setMetadata(new ObjectMeta());
    assertThat(put(nameless)).isNull();
    assertThat(put(new Pod())).isNull();
    assertThat(store.all()).isEmpty();
    assertThat(cluster.counter("heapster_values_dropped_total{reason=\"bad_object\"}"))
        .isEqualTo(2);
  }
}
