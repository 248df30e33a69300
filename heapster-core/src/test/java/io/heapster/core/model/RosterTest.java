package io.heapster.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RosterTest {
  private static final EntityKey A = new EntityKey.Node("a");
  private static final EntityKey B = new EntityKey.Node("b");
  private static final EntityKey C = new EntityKey.Node("c");

  @Test
  void rowOf_knownKeys_isTheirRow() {
    Roster roster = Roster.of(List.of(A, B));

    assertThat(roster.rowOf(new EntityKey.Node("b"))).isEqualTo(1);
    assertThat(roster.rowOf(C)).isEqualTo(Roster.NONE);
    assertThat(Roster.EMPTY.rowOf(A)).isEqualTo(Roster.NONE);
  }

  @Test
  void rowOf_keyGivenTwice_findsTheFirst() {
    assertThat(Roster.of(List.of(A, B, A)).rowOf(A)).isZero();
  }

  @Test
  void rowOf_keysOfOtherKindsWithEqualNames_areDistinct() {
    var namespace = new EntityKey.Namespace("a");

    assertThat(Roster.of(List.of(namespace, A)).rowOf(A)).isEqualTo(1);
  }

  @Test
  void append_nothing_isTheSameRoster() {
    Roster roster = Roster.of(List.of(A));

    assertThat(roster.append(List.of())).isSameAs(roster);
    assertThat(Roster.of(List.of())).isSameAs(Roster.EMPTY);
  }

  @Test
  void append_rows_standAtTheEndAndTheOldRosterStays() {
    Roster roster = Roster.of(List.of(A));
    assertThat(roster.rowOf(B)).isEqualTo(Roster.NONE);

    Roster longer = roster.append(List.of(B, C));

    assertThat(longer.size()).isEqualTo(3);
    assertThat(longer.rowOf(C)).isEqualTo(2);
    assertThat(longer.key(0)).isSameAs(A);
    assertThat(roster.size()).isEqualTo(1);
  }

  @Test
  void sameKeys_orderAndContent_count() {
    Roster roster = Roster.of(List.of(A, B));

    assertThat(roster.sameKeys(Roster.of(List.of(new EntityKey.Node("a"), B)))).isTrue();
    assertThat(roster.sameKeys(Roster.of(List.of(B, A)))).isFalse();
    assertThat(roster.sameKeys(Roster.of(List.of(A)))).isFalse();
  }

  @Test
  void rowOf_manyRandomKeys_findsEachAndNoOther() {
    var random = new Random(1);
    List<EntityKey> keys = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      var pod = new EntityKey.Pod("ns" + random.nextInt(20), "pod-" + i);
      keys.add(new EntityKey.PodContainer(pod, "c" + random.nextInt(3)));
    }
    Roster roster = Roster.of(keys);

    for (int row = 0; row < keys.size(); row++) {
      assertThat(roster.rowOf(keys.get(row))).isEqualTo(row);
    }
    for (int i = 0; i < 5000; i++) {
      var absent = new EntityKey.PodContainer(new EntityKey.Pod("ns1", "pod-" + i), "other");
      assertThat(roster.rowOf(absent)).isEqualTo(Roster.NONE);
    }
  }
}
