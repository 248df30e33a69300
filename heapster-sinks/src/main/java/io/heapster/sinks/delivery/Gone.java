package io.heapster.sinks.delivery;

import io.heapster.sinks.journal.SequenceRange;

/** Batches that nobody can read any more, and why. */
record Gone(SequenceRange sequences, Loss loss) {}
