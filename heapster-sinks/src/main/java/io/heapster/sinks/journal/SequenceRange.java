package io.heapster.sinks.journal;

/**
 * Sequence numbers from (inclusive) to (exclusive); never empty.
 *
 * @param from not negative
 * @param to greater than from
 */
public record SequenceRange(long from, long to) {
  public SequenceRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("sequence range " + from + " to " + to + " is empty");
    }
  }

  public long count() {
    return to - from;
  }

  public boolean contains(long sequence) {
    return from <= sequence && sequence < to;
  }

  /** Both ends inclusive, as people count. */
  @Override
  public String toString() {
    return count() == 1 ? Long.toString(from) : from + "-" + (to - 1);
  }
}
