package io.heapster.sinks.journal;

import java.nio.ByteBuffer;
import java.time.Instant;

/** What the journal holds for one sequence number. */
public sealed interface ReadResult {

  /**
   * @param payload the bytes appended, verified; the caller's own
   */
  record Found(Instant timestamp, ByteBuffer payload) implements ReadResult {}

  /**
   * Was appended, cannot be read any more, and never will be.
   *
   * @param what is wrong, with file and offset
   */
  record Damaged(String what) implements ReadResult {}

  /** Never appended, or removed. */
  record Absent() implements ReadResult {}
}
