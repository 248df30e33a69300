package io.heapster.sinks.journal;

/**
 * What became of a sink's dead letters since the start.
 *
 * @param kept written
 * @param evicted written and gone again, because the files are bounded
 * @param failed not written, because that failed
 */
public record DeadLetterCounts(long kept, long evicted, long failed) {
  static final DeadLetterCounts NONE = new DeadLetterCounts(0, 0, 0);
}
