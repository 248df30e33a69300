package io.heapster.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityKeyTest {
  private static final EntityKey.Pod POD = new EntityKey.Pod("default", "web-1");

  private static void check(EntityKey key, String text, EntityKind kind) {
    assertThat(key.text()).isEqualTo(text);
    assertThat(key.kind()).isEqualTo(kind);
  }

  @Test
  void text_eachKind_isHeapstersKey() {
    check(EntityKey.Cluster.INSTANCE, "cluster", EntityKind.CLUSTER);
    check(new EntityKey.Namespace("default"), "namespace:default", EntityKind.NAMESPACE);
    check(new EntityKey.Node("n1"), "node:n1", EntityKind.NODE);
    check(POD, "namespace:default/pod:web-1", EntityKind.POD);
    check(
        new EntityKey.PodContainer(POD, "nginx"),
        "namespace:default/pod:web-1/container:nginx",
        EntityKind.POD_CONTAINER);
    check(
        new EntityKey.SystemContainer(new EntityKey.Node("n1"), "kubelet"),
        "node:n1/container:kubelet",
        EntityKind.SYSTEM_CONTAINER);
  }

  @Test
  void text_namesWithSeparators_areNotEscaped() {
    assertThat(new EntityKey.SystemContainer(new EntityKey.Node("n"), "a/b:c").text())
        .isEqualTo("node:n/container:a/b:c");
  }

  @Test
  void equals_sameParts_haveTheSameHash() {
    var one = new EntityKey.PodContainer(new EntityKey.Pod("a", "b"), "c");
    var same = new EntityKey.PodContainer(new EntityKey.Pod("a", "b"), "c");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(new EntityKey.PodContainer(new EntityKey.Pod("a", "c"), "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster",
        "namespace:default",
        "node:n1",
        "namespace:default/pod:web-1",
        "namespace:default/pod:web-1/container:nginx",
        "node:n1/container:kubelet",
        "node:n1/container:system.slice/a:b/container:c",
      })
  void parse_textOfAKey_isThatKey(String text) {
    assertThat(EntityKey.parse(text)).map(EntityKey::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Cluster",
        "cluster/",
        "node:",
        "node:a/b",
        "node:n1/container:",
        "namespace:",
        "namespace:a/",
        "namespace:a/pod:",
        "namespace:a/pod:b/container:c/d",
        "namespace:a/container:b",
        "pod:a",
      })
  void parse_anyOtherText_isNone(String text) {
    assertThat(EntityKey.parse(text)).isEmpty();
  }
}
