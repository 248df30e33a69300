package io.heapster.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.model.Labels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelPolicyTest {
  private static final Labels OBJECT =
      Labels.of(Map.of("zone", "a", "app", "web", "tier", "front"));

  private static Map<String, String> pairs(
      String separator, List<String> ignoreLabel, List<String> storeLabel) {
    return LabelPolicy.parse(separator, ignoreLabel, storeLabel).pairs(OBJECT);
  }

  @Test
  void a58_default_joinsSortedPairsByComma() {
    assertThat(pairs(",", List.of(), List.of()))
        .containsExactly(Map.entry("labels", "app:web,tier:front,zone:a"));
    assertThat(LabelPolicy.standard().pairs(OBJECT)).isEqualTo(pairs(",", List.of(), List.of()));
  }

  @Test
  void a58_separator_isUsed() {
    assertThat(pairs(" - ", List.of(), List.of()))
        .containsExactly(Map.entry("labels", "app:web - tier:front - zone:a"));
  }

  @Test
  void a58_ignored_areLeftOut() {
    assertThat(pairs(",", List.of("zone", "app"), List.of()))
        .containsExactly(Map.entry("labels", "tier:front"));
  }

  @Test
  void a58_stored_standUnderTheirOwnOrANewName() {
    assertThat(pairs(",", List.of(), List.of("zone", "service=app", "none=absent")))
        .containsOnly(
            Map.entry("labels", "app:web,tier:front,zone:a"),
            Map.entry("zone", "a"),
            Map.entry("service", "web"));
  }

  @Test
  void a58_allTogether_storedThoughIgnored() {
    assertThat(pairs(";", List.of("app,zone"), List.of("service=app,tier")))
        .containsOnly(
            Map.entry("labels", "tier:front"),
            Map.entry("service", "web"),
            Map.entry("tier", "front"));
  }

  @Test
  void pairs_noLabels_giveAnEmptyText() {
    assertThat(LabelPolicy.standard().pairs(Labels.EMPTY)).containsExactly(Map.entry("labels", ""));
  }

  @Test
  void pairs_keyThatIsAPrefix_isSortedAsWholeText() {
    Labels object = Labels.of(Map.of("a", "1", "a-b", "2"));

    assertThat(LabelPolicy.standard().pairs(object).get("labels")).isEqualTo("a-b:2,a:1");
  }

  @Test
  void pairs_storedUnderAHeapsterKey_wins() {
    assertThat(pairs(",", List.of(), List.of("labels=app")))
        .containsExactly(Map.entry("labels", "web"));
  }

  @Test
  void parse_sameLabelStoredTwice_laterNameCounts() {
    assertThat(pairs(",", List.of(), List.of("one=app", "two=app")))
        .containsOnlyKeys("labels", "two");
  }

  @Test
  void parse_secondEqualsSign_belongsToTheName() {
    Labels object = Labels.of("a=b", "v");

    assertThat(LabelPolicy.parse(",", List.of(), List.of("x=a=b")).pairs(object))
        .containsEntry("x", "v");
  }

  @Test
  void parse_badValues_areAllNamed() {
    assertThatThrownBy(() -> LabelPolicy.parse(",", List.of("a,,b"), List.of("=x", "y=")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ignore_label \"a,,b\": empty label name")
        .hasMessageContaining("store_label \"=x\": expected name or newName=name")
        .hasMessageContaining("store_label \"y=\"");
  }

  @Test
  void pairs_equalLabels_areMadeOnce() {
    var policy = LabelPolicy.standard();

    assertThat(policy.pairs(Labels.of(OBJECT.asMap()))).isSameAs(policy.pairs(OBJECT));
  }

  @Test
  void pairs_moreObjectsThanKept_areStillRight() {
    var policy = LabelPolicy.standard();
    for (int i = 0; i < 10_000; i++) {
      assertThat(policy.pairs(Labels.of("pod", "p" + i))).containsEntry("labels", "pod:p" + i);
    }
  }
}
