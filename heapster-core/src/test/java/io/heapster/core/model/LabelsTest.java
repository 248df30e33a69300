package io.heapster.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final Labels LABELS = Labels.of(Map.of("b", "2", "a", "1"));

  @Test
  void of_map_isSortedByKey() {
    List<String> pairs = new ArrayList<>();
    LABELS.forEach((key, value) -> pairs.add(key + value));

    assertThat(pairs).containsExactly("a1", "b2");
    assertThat(LABELS.key(1)).isEqualTo("b");
    assertThat(LABELS.value(1)).isEqualTo("2");
    assertThat(LABELS).hasToString("{a=1,b=2}");
  }

  @Test
  void of_emptyMap_isTheEmptyOne() {
    assertThat(Labels.of(Map.of())).isSameAs(Labels.EMPTY);
    assertThat(Labels.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void get_knownAndUnknownKey_isValueOrNull() {
    assertThat(LABELS.get("a")).isEqualTo("1");
    assertThat(LABELS.get("c")).isNull();
    assertThat(Labels.EMPTY.get("")).isNull();
  }

  @Test
  void with_moreLabels_newOnesWin() {
    assertThat(LABELS.with(Map.of("b", "new", "c", "3")).asMap())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "new"), Map.entry("c", "3"));
    assertThat(LABELS.with("0", "first").key(0)).isEqualTo("0");
    assertThat(LABELS.asMap()).hasSize(2);
  }

  @Test
  void with_nothing_isTheSameObject() {
    assertThat(LABELS.with(Map.of())).isSameAs(LABELS);
  }

  @Test
  void sharingKeysWith_sameKeys_keepsOwnValues() {
    Labels other = Labels.of(Map.of("a", "x", "b", "y"));

    Labels shared = other.sharingKeysWith(LABELS);

    assertThat(shared).isNotSameAs(other).isEqualTo(other);
    assertThat(shared.sharingKeysWith(LABELS)).isSameAs(shared);
  }

  @Test
  void sharingKeysWith_otherKeys_isTheSameObject() {
    assertThat(LABELS.sharingKeysWith(Labels.of("a", "1"))).isSameAs(LABELS);
  }

  @Test
  void equals_pairs_count() {
    assertThat(LABELS)
        .isEqualTo(Labels.of(Map.of("a", "1", "b", "2")))
        .hasSameHashCodeAs(Labels.of(Map.of("a", "1", "b", "2")))
        .isNotEqualTo(Labels.of(Map.of("a", "1", "b", "3")))
        .isNotEqualTo(Labels.of(Map.of("a", "1", "c", "2")));
  }

  @Test
  void sameKeys_otherValues_areOfNoConcern() {
    Labels labels = Labels.of(Map.of("a", "1", "b", "2"));

    assertThat(labels.sameKeys(labels.withValues("3", "4"))).isTrue();
    assertThat(labels.sameKeys(Labels.of(Map.of("a", "5", "b", "6")))).isTrue();
    assertThat(labels.sameKeys(Labels.of("a", "1"))).isFalse();
  }
}
