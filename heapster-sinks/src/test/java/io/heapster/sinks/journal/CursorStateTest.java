package io.heapster.sinks.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorStateTest {
  private static SequenceRange range(long from, long to) {
    return new SequenceRange(from, to);
  }

  @Test
  void delivered_nextOne_movesOn() {
    assertThat(CursorState.startAt(4).delivered(4)).isEqualTo(CursorState.startAt(5));
  }

  @Test
  void delivered_aheadOfNext_putsWhatItPassedIntoTheBacklog() {
    assertThat(CursorState.startAt(4).delivered(7))
        .isEqualTo(new CursorState(8, List.of(range(4, 7))));
  }

  @Test
  void delivered_insideABacklogRange_splitsIt() {
    assertThat(new CursorState(10, List.of(range(2, 8))).delivered(4).backlog())
        .containsExactly(range(2, 4), range(5, 8));
  }

  @Test
  void delivered_notPending_changesNothing() {
    var state = new CursorState(10, List.of(range(2, 8)));
    assertThat(state.delivered(9)).isEqualTo(state);
  }

  @Test
  void skipTo_rangesThatTouch_areJoined() {
    assertThat(new CursorState(8, List.of(range(2, 8))).skipTo(12))
        .isEqualTo(new CursorState(12, List.of(range(2, 12))));
  }

  @Test
  void again_beyondNext_addsOnlyWhatWasTried() {
    assertThat(new CursorState(10, List.of(range(2, 4))).again(List.of(range(3, 6), range(8, 99))))
        .isEqualTo(new CursorState(10, List.of(range(2, 6), range(8, 10))));
  }

  @Test
  void dropBelow_aheadOfNext_countsBothLanes() {
    var dropped = new CursorState(10, List.of(range(2, 4))).dropBelow(15);

    assertThat(dropped.lost()).isEqualTo(2 + 5);
    assertThat(dropped.state()).isEqualTo(CursorState.startAt(15));
  }

  @Test
  void drop_rangeAheadOfNext_keepsWhatIsBefore() {
    var dropped = CursorState.startAt(5).drop(range(10, 20));

    assertThat(dropped.lost()).isEqualTo(10);
    assertThat(dropped.state()).isEqualTo(new CursorState(20, List.of(range(5, 10))));
  }

  @Test
  void withRangesAtMost_tooMany_closesTheNarrowestGaps() {
    var state = new CursorState(30, List.of(range(0, 1), range(5, 6), range(7, 8), range(20, 21)));

    assertThat(state.withRangesAtMost(2).backlog()).containsExactly(range(0, 8), range(20, 21));
    assertThat(state.withRangesAtMost(4)).isEqualTo(state);
  }

  @Test
  void constructor_nonsense_isRefused() {
    Stream.<Runnable>of(
            () -> new CursorState(-1, List.of()),
            () -> new CursorState(3, List.of(range(2, 4))),
            () -> new CursorState(9, List.of(range(4, 6), range(2, 3))),
            () -> new CursorState(9, List.of(range(2, 5), range(4, 6))),
            () -> range(3, 3),
            () -> range(-1, 3))
        .forEach(nonsense ->
            assertThatThrownBy(nonsense::run).isInstanceOf(IllegalArgumentException.class));
  }

  /** The same as a set of numbers: pending below next, and next itself. */
  private static final class Model {
    final TreeSet<Long> backlog = new TreeSet<>();
    long next;

    void skipTo(long sequence) {
      while (next < sequence) {
        backlog.add(next++);
      }
    }

    void delivered(long sequence) {
      skipTo(sequence + 1);
      backlog.remove(sequence);
    }

    long drop(long from, long to) {
      skipTo(to);
      var doomed = backlog.subSet(from, to);
      long lost = doomed.size();
      doomed.clear();
      return lost;
    }

    void again(long from, long to) {
      for (long sequence = from; sequence < Math.min(to, next); sequence++) {
        backlog.add(sequence);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void operations_randomOnes_agreeWithASetOfNumbers(long seed) {
    var random = new Random(seed);
    var model = new Model();
    CursorState state = CursorState.startAt(0);
    for (int step = 0; step < 600; step++) {
      long from = random.nextLong(Math.max(1, model.next - 60), model.next + 4);
      long to = from + 1 + random.nextLong(10);
      switch (random.nextInt(8)) {
        case 0 -> {
          model.skipTo(from);
          state = state.skipTo(from);
        }
        case 1 -> {
          long lost = Math.max(0, from - model.next) + model.backlog.headSet(from).size();
          model.drop(0, Math.min(from, model.next));
          if (from > model.next) {
            model.next = from;
            model.backlog.clear();
          }
          var dropped = state.dropBelow(from);
          assertThat(dropped.lost()).isEqualTo(lost);
          state = dropped.state();
        }
        case 2 -> {
          var dropped = state.drop(range(from, to));
          assertThat(dropped.lost()).isEqualTo(model.drop(from, to));
          state = dropped.state();
        }
        case 3 -> {
          model.again(from, to);
          state = state.again(List.of(range(from, to)));
        }
        default -> {
          model.delivered(from);
          state = state.delivered(from);
        }
      }
      assertSame(state, model);
    }
  }

  private static void assertSame(CursorState state, Model model) {
    long head = model.next + 3;
    assertThat(state.next()).isEqualTo(model.next);
    assertThat(state.pendingCount(head)).isEqualTo(model.backlog.size() + 3L);
    assertThat(state.oldestPending(head).orElseThrow())
        .isEqualTo(model.backlog.isEmpty() ? model.next : model.backlog.first());
    assertThat(state.oldestPending(model.next).isEmpty()).isEqualTo(model.backlog.isEmpty());
    for (long sequence = 0; sequence < head; sequence++) {
      assertThat(state.isPending(sequence))
          .isEqualTo(sequence >= model.next || model.backlog.contains(sequence));
    }
    for (int i = 1; i < state.backlog().size(); i++) {
      assertThat(state.backlog().get(i).from()).isGreaterThan(state.backlog().get(i - 1).to());
    }
  }
}
