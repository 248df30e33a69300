package io.heapster.sinks.journal;

/** When appended records are forced to the disk. A killed process loses nothing either way. */
public enum Fsync {
  /** Before {@link Journal#append} returns: a power failure loses nothing. */
  BATCH,
  /** Within a second after an append, by {@link Journal#sync}: a power failure loses a second. */
  EVERY_SECOND,
  /** When the operating system sees fit. */
  NEVER
}
