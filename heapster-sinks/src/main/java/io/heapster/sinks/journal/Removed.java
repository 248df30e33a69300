package io.heapster.sinks.journal;

/**
 * A segment that is gone.
 *
 * @param sequences from its first to its last record
 * @param records that it held; fewer than the range counts when there were gaps
 */
public record Removed(SequenceRange sequences, long records, Reason reason) {

  /** Why a segment went. */
  public enum Reason {
    /** Every cursor was past it; nobody loses anything. */
    DELIVERED,
    /** The journal held more bytes than it may. */
    TOO_MANY_BYTES,
    /** It was older than records may get. */
    TOO_OLD,
    /** The disk was full, and newer records needed its place. */
    DISK_FULL
  }
}
