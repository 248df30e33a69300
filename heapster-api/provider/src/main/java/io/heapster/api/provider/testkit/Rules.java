package io.heapster.api.provider.testkit;

import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that hold for values of every kind, and what no provider holds. */
final class Rules {
  static final String NO_NAME = "contract-check-none";
  static final String NO_METRIC = "contract_check_none";

  /** A label that nothing has: as a condition it selects nothing. */
  static final LabelSelector NOTHING =
      new LabelSelector(List.of(new Requirement.Equal(NO_METRIC, "none")));

  /** A condition that everything fulfils. */
  static final LabelSelector NO_RESTRICTION =
      new LabelSelector(List.of(new Requirement.Absent(NO_METRIC)));

  private Rules() {}

  static void require(boolean holds, String broken) {
    if (!holds) {
      throw new AssertionError(broken);
    }
  }

  static void requireTime(
      String what, @Nullable Instant timestamp, @Nullable Duration window, InstantSource clock) {
    require(timestamp != null, what + " has no timestamp");
    Instant now = clock.instant();
    require(
        !now.isBefore(timestamp),
        what + " was measured at " + timestamp + ", but it is only " + now);
    require(
        window == null || window.isPositive(),
        what + " has the window " + window + ", not above 0");
  }

  static <T> Set<T> requireDistinct(String what, Collection<T> items) {
    var seen = new HashSet<T>();
    for (T item : items) {
      require(item != null, what + " holds null");
      require(seen.add(item), what + " holds " + item + " twice");
    }
    return seen;
  }

  static <T> void requireSame(String what, Collection<T> seen, Collection<T> expected) {
    require(
        new HashSet<>(seen).equals(new HashSet<>(expected)),
        what + " answers " + seen + ", expected " + expected);
  }

  /** Tries to empty what was answered; it must not matter to the next who asks. */
  static void empty(Collection<?> answer) {
    try {
      answer.clear();
    } catch (UnsupportedOperationException e) {
      // As it should be: who answers copies needs no such guard, though.
      return;
    }
  }
}
