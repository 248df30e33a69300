package io.heapster.sinks.codec;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.MetricKind;
import java.util.List;

/**
 * The fixed numbers of format version 1. None of them may ever change: {@code batch-v1.bin} in the
 * tests was written with them.
 */
final class RecordFormat {
  /** "HBAT", the first four bytes. */
  static final int MAGIC = 0x48424154;

  static final int VERSION = 1;

  /** Offset of the first block. */
  static final int START = 5;

  // --- blocks, in the order of the record
  static final int HEADER = 0x01;

  /** Plus the number of the identity group. */
  static final int STRINGS = 0x10;

  /** Plus the number of the identity group. */
  static final int LAYOUT = 0x20;

  /** Plus the number of the table. */
  static final int VALUES = 0x30;

  // --- how a block is stored
  static final int PLAIN = 0;
  static final int ZSTD = 1;

  /** No block is longer than this when unpacked. */
  static final int MAX_BLOCK_BYTES = 1 << 30;

  /**
   * The most that a block may unpack to, so that a small malformed record cannot ask for much
   * memory. What packs even better is stored plain.
   *
   * @param end where the packed block ends, counted from the start of the record
   */
  static long mostUnpacked(int end) {
    return Math.min(MAX_BLOCK_BYTES, (64L << 10) + 256L * end);
  }

  // --- columns
  static final int DOUBLES = 1;
  static final int NO_ROW = 0;
  static final int EVERY_ROW = 1 << 1;
  static final int SOME_ROWS = 2 << 1;
  static final int PRESENCE = 3 << 1;
  static final int CONSTANT = 1 << 3;

  // --- runs of numbers
  static final int OFFSETS = 0;
  static final int DELTAS = 1;

  /** Tables by number. */
  static final List<EntityKind> TABLES =
      List.of(
          EntityKind.CLUSTER,
          EntityKind.NAMESPACE,
          EntityKind.NODE,
          EntityKind.SYSTEM_CONTAINER,
          EntityKind.POD,
          EntityKind.POD_CONTAINER);

  /**
   * Tables whose entities come and go together, by number: one dictionary and one pair of blocks
   * each.
   */
  static final List<List<EntityKind>> GROUPS =
      List.of(TABLES.subList(0, 2), TABLES.subList(2, 4), TABLES.subList(4, 6));

  /** Metric kinds by number. */
  static final List<MetricKind> METRIC_KINDS =
      List.of(MetricKind.CUMULATIVE, MetricKind.GAUGE, MetricKind.DELTA);

  private RecordFormat() {}
}
