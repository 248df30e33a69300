package io.heapster.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Roster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowMatchTest {

  private static EntityKey node(int number) {
    return new EntityKey.Node("n" + number);
  }

  private static void check(List<EntityKey> now, List<EntityKey> earlier) {
    var match = RowMatch.between(Roster.of(now), Roster.of(earlier));
    for (int row = 0; row < now.size(); row++) {
      assertThat(match.of(row)).as("row %d", row).isEqualTo(earlier.indexOf(now.get(row)));
    }
  }

  @Test
  void between_sameRoster_isTheSameRow() {
    Roster roster = Roster.of(List.of(node(1), node(2)));

    assertThat(RowMatch.between(roster, roster).of(1)).isEqualTo(1);
  }

  @Test
  void between_equalKeysOfOtherObjects_areFound() {
    check(List.of(node(1), node(2)), List.of(node(2), node(1), node(3)));
  }

  @Test
  void between_emptyRosters_areNoMatch() {
    check(List.of(node(1)), List.of());
    check(List.of(), List.of(node(1)));
  }

  @Test
  void between_moreRowsGoneThanLookedAhead_restIsFound() {
    List<EntityKey> earlier = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      earlier.add(node(i));
    }
    List<EntityKey> now = new ArrayList<>(earlier.subList(0, 10));
    now.addAll(earlier.subList(2500, 3000));

    check(now, earlier);
  }

  @Test
  void between_randomChanges_findsEveryRow() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      List<EntityKey> earlier = new ArrayList<>();
      for (int i = 0; i < random.nextInt(60); i++) {
        earlier.add(node(i));
      }
      List<EntityKey> now = new ArrayList<>();
      for (EntityKey key : earlier) {
        if (random.nextInt(4) > 0) {
          now.add(random.nextInt(5) > 0 ? key : node(random.nextInt(1000) + 100 * now.size() + 60));
        }
      }
      if (random.nextInt(4) == 0) {
        Collections.shuffle(now, random);
      }
      check(now, earlier);
    }
  }
}
