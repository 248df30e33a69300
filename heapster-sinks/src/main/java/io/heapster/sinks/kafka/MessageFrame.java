package io.heapster.sinks.kafka;

import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.RowWriter;
import io.heapster.sinks.rows.Rows;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A message as a row: lane (1 byte, {@code f} or {@code b}), the batch's time in epoch milliseconds
 * (8), the key's length (2), all big-endian; then the key, then the value up to the row's end.
 */
final class MessageFrame {
  private static final byte FRESH = 'f';
  private static final byte BACKLOG = 'b';
  private static final int TIME_AT = 1;
  private static final int KEY_LENGTH_AT = 9;
  private static final int KEY_AT = 11;
  private static final int MAX_KEY = 0xFFFF;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  /** All of a frame before the key's length: the same for a whole batch. */
  private final byte[] head = new byte[KEY_LENGTH_AT];

  private final byte[] keyLength = new byte[KEY_AT - KEY_LENGTH_AT];

  MessageFrame(Lane lane, Instant timestamp) {
    head[0] = lane == Lane.FRESH ? FRESH : BACKLOG;
    LONG.set(head, TIME_AT, timestamp.toEpochMilli());
  }

  /** Keys of the messages: about no node at 0, about each node at its row + 1. */
  static byte[][] keys(String cluster, EntityTable nodes) {
    byte[][] keys = new byte[nodes.size() + 1][];
    keys[0] = key(cluster);
    for (int node = 0; node < nodes.size(); node++) {
      keys[node + 1] = key(cluster + "/" + name(nodes, node));
    }
    return keys;
  }

  static String name(EntityTable nodes, int row) {
    return ((EntityKey.Node) nodes.key(row)).name();
  }

  private static byte[] key(String text) {
    byte[] key = text.getBytes(StandardCharsets.UTF_8);
    return key.length <= MAX_KEY ? key : Arrays.copyOf(key, MAX_KEY);
  }

  /** Begins a row; what is written from here to its end is the message's value. */
  void begin(byte[] key, RowWriter out) {
    SHORT.set(keyLength, 0, (short) key.length);
    out.put(head);
    out.put(keyLength);
    out.put(key);
  }

  static Lane lane(Rows rows, int row) {
    return rows.array()[rows.start(row)] == FRESH ? Lane.FRESH : Lane.BACKLOG;
  }

  /** Epoch milliseconds of the row's batch. */
  static long timestamp(Rows rows, int row) {
    return (long) LONG.get(rows.array(), rows.start(row) + TIME_AT);
  }

  static byte[] key(Rows rows, int row) {
    int start = rows.start(row) + KEY_AT;
    return Arrays.copyOfRange(rows.array(), start, start + keyLength(rows, row));
  }

  static byte[] value(Rows rows, int row) {
    int start = rows.start(row) + KEY_AT + keyLength(rows, row);
    return Arrays.copyOfRange(rows.array(), start, rows.end(row));
  }

  private static int keyLength(Rows rows, int row) {
    return (short) SHORT.get(rows.array(), rows.start(row) + KEY_LENGTH_AT) & 0xFFFF;
  }
}
