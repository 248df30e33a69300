package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharingPoolTest {
  private final SharingPool<String, Object> pool = new SharingPool<>(10);

  @Test
  void share_equalKeys_giveTheFirstValue() {
    Object first = new Object();
    assertThat(pool.share("a", first)).isSameAs(first);
    assertThat(pool.share("a", new Object())).isSameAs(first);
  }

  @Test
  void share_manyKeys_staysBounded() {
    for (int i = 0; i < 1000; i++) {
      pool.share("key" + i, i);
    }
    assertThat(pool.size()).isLessThanOrEqualTo(20);
  }

  @Test
  void share_keyInUse_isNotForgotten() {
    Object first = new Object();
    pool.share("a", first);
    for (int i = 0; i < 1000; i++) {
      pool.share("key" + i, i);
      assertThat(pool.share("a", new Object())).isSameAs(first);
    }
  }

  @Test
  void labels_withTheSameKeys_areSharedWhenEqual() {
    var shared = new SharedParts();
    var one = shared.labels(Map.of("app", "web", "pod", "0"));
    assertThat(shared.labels(Map.of("pod", "0", "app", "web"))).isSameAs(one);
    assertThat(shared.labels(Map.of("app", "web", "pod", "1")).get("pod")).isEqualTo("1");
    assertThat(shared.labels(null).isEmpty()).isTrue();
    assertThat(shared.labels(Map.of()).isEmpty()).isTrue();
  }
}
