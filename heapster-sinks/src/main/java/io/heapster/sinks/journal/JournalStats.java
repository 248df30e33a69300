package io.heapster.sinks.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much the journal holds.
 *
 * @param bytes of all segment files
 * @param records readable, as far as is known
 * @param damaged records found damaged since the journal was opened; only ever grows
 * @param oldest timestamp of the oldest record; null when there is none
 */
public record JournalStats(
    long bytes, int segments, long records, long damaged, @Nullable Instant oldest) {}
