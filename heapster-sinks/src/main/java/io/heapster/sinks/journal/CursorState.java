package io.heapster.sinks.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one sink still has to get. Sequences from {@code next} on were never tried; of those below,
 * the ones in the backlog were put off and the others are done. A value: every change gives a new
 * one.
 *
 * @param next the first sequence not yet tried on the fresh lane
 * @param backlog below next, ascending; ranges that touch are joined
 */
public record CursorState(long next, List<SequenceRange> backlog) {

  public CursorState {
    if (next < 0) {
      throw new IllegalArgumentException("cursor at " + next + "; must not be negative");
    }
    backlog = joined(backlog);
    if (!backlog.isEmpty() && backlog.getLast().to() > next) {
      throw new IllegalArgumentException("backlog " + backlog + " is not below " + next);
    }
  }

  /**
   * A cursor after it lost what nobody can deliver any more.
   *
   * @param lost sequences that were pending; gaps in the journal count
   */
  public record Dropped(CursorState state, long lost) {}

  /** Nothing before the sequence is wanted. */
  public static CursorState startAt(long sequence) {
    return new CursorState(sequence, List.of());
  }

  /**
   * The sequence is done, for good or ill, and comes no more. Ahead of next it takes the fresh lane
   * along: what was passed goes into the backlog.
   */
  public CursorState delivered(long sequence) {
    if (sequence >= next) {
      return new CursorState(sequence + 1, skipTo(sequence).backlog);
    }
    return new CursorState(next, without(backlog, sequence, sequence + 1));
  }

  /** The fresh lane goes on at the sequence; what it passes goes into the backlog. */
  public CursorState skipTo(long sequence) {
    if (sequence <= next) {
      return this;
    }
    var ranges = new ArrayList<>(backlog);
    ranges.add(new SequenceRange(next, sequence));
    return new CursorState(sequence, ranges);
  }

  /** The ranges are to be delivered again, as far as they were tried at all. */
  public CursorState again(List<SequenceRange> ranges) {
    var all = new ArrayList<>(backlog);
    for (SequenceRange range : ranges) {
      if (range.from() < next) {
        all.add(new SequenceRange(range.from(), Math.min(range.to(), next)));
      }
    }
    all.sort((a, b) -> Long.compare(a.from(), b.from()));
    return new CursorState(next, union(all));
  }

  /** Nothing below the sequence is wanted any more, tried or not. */
  public Dropped dropBelow(long sequence) {
    return drop(0, sequence);
  }

  /** Nothing of the range is wanted any more; next goes at least to its end. */
  public Dropped drop(SequenceRange range) {
    return drop(range.from(), range.to());
  }

  /** How many sequences wait, when the journal's next one is head. */
  public long pendingCount(long head) {
    long count = Math.max(0, head - next);
    for (SequenceRange range : backlog) {
      count += range.count();
    }
    return count;
  }

  /** The smallest sequence that waits, when the journal's next one is head. */
  public OptionalLong oldestPending(long head) {
    if (!backlog.isEmpty()) {
      return OptionalLong.of(backlog.getFirst().from());
    }
    return next < head ? OptionalLong.of(next) : OptionalLong.empty();
  }

  /** All that waits, ascending, when the journal's next sequence is head. */
  public List<SequenceRange> pending(long head) {
    return head > next ? skipTo(head).backlog : backlog;
  }

  /** Whether the sequence waits; true for all from next on. */
  public boolean isPending(long sequence) {
    return sequence >= next || backlog.stream().anyMatch(range -> range.contains(sequence));
  }

  /** The same with at most so many ranges, the narrowest gaps closed: some comes twice. */
  CursorState withRangesAtMost(int most) {
    var ranges = new ArrayList<>(backlog);
    while (ranges.size() > most) {
      int narrowest = 1;
      for (int i = 2; i < ranges.size(); i++) {
        if (gapBefore(ranges, i) < gapBefore(ranges, narrowest)) {
          narrowest = i;
        }
      }
      long to = ranges.remove(narrowest).to();
      ranges.set(narrowest - 1, new SequenceRange(ranges.get(narrowest - 1).from(), to));
    }
    return new CursorState(next, ranges);
  }

  private static long gapBefore(List<SequenceRange> ranges, int index) {
    return ranges.get(index).from() - ranges.get(index - 1).to();
  }

  private Dropped drop(long from, long to) {
    CursorState reached = skipTo(to);
    var state = new CursorState(reached.next, without(reached.backlog, from, to));
    return new Dropped(state, reached.pendingCount(0) - state.pendingCount(0));
  }

  private static List<SequenceRange> without(List<SequenceRange> ranges, long from, long to) {
    var rest = new ArrayList<SequenceRange>(ranges.size() + 1);
    for (SequenceRange range : ranges) {
      if (range.to() <= from || range.from() >= to) {
        rest.add(range);
        continue;
      }
      if (range.from() < from) {
        rest.add(new SequenceRange(range.from(), from));
      }
      if (range.to() > to) {
        rest.add(new SequenceRange(to, range.to()));
      }
    }
    return rest;
  }

  /** Joins what touches; refuses what overlaps or descends. */
  private static List<SequenceRange> joined(List<SequenceRange> ranges) {
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).from() < ranges.get(i - 1).to()) {
        throw new IllegalArgumentException("backlog " + ranges + " is not ascending");
      }
    }
    return List.copyOf(union(ranges));
  }

  /** Of ranges sorted by their starts. */
  private static List<SequenceRange> union(List<SequenceRange> sorted) {
    var joined = new ArrayList<SequenceRange>(sorted.size());
    for (SequenceRange range : sorted) {
      if (!joined.isEmpty() && range.from() <= joined.getLast().to()) {
        SequenceRange last = joined.removeLast();
        joined.add(new SequenceRange(last.from(), Math.max(last.to(), range.to())));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }
}
