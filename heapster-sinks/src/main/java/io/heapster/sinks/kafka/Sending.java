package io.heapster.sinks.kafka;

import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.Rows;
import io.heapster.sinks.rows.SendResult;
import io.heapster.sinks.rows.SendResult.RefusedRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Rows on their way as messages, and what became of each. */
final class Sending {
  private final Rows rows;
  private final String topic;
  private final Header schema;
  private final CountDownLatch open;
  private final Map<Integer, Exception> failures = new ConcurrentSkipListMap<>();

  /** The failure of a whole call; the first one counts. */
  private volatile @Nullable Exception failure;

  Sending(Rows rows, String topic, String schema) {
    this.rows = rows;
    this.topic = topic;
    this.schema = header("schema", schema);
    this.open = new CountDownLatch(rows.size());
  }

  /** Hands all rows to the producer; stops at the first failure that is not a single row's. */
  void sendAll(Producer<byte[], byte[]> producer) {
    List<Header> headers = List.of();
    for (int row = 0; row < rows.size(); row++) {
      if (failure != null) {
        // Nobody waits for rows which were not sent.
        open.countDown();
        continue;
      }
      long timestamp = MessageFrame.timestamp(rows, row);
      if (headers.isEmpty()) {
        headers = headers(MessageFrame.lane(rows, row), timestamp);
      }
      var message =
          new ProducerRecord<>(
              topic,
              null,
              timestamp,
              MessageFrame.key(rows, row),
              MessageFrame.value(rows, row),
              headers);
      int index = row;
      var _ = producer.send(message, (_, e) -> done(index, e));
    }
  }

  boolean await(Duration limit) throws InterruptedException {
    return open.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Why the call failed, or null. */
  @Nullable Exception failure() {
    if (failure != null) {
      return failure;
    }
    // A batch that holds a bad message is refused with it; without one there is no telling why.
    return failures.isEmpty() || failures.values().stream().anyMatch(Sending::isRefused)
        ? null
        : failures.values().iterator().next();
  }

  /** What became of the rows; to be asked when there was no failure. */
  SendResult result() {
    if (failures.isEmpty()) {
      return SendResult.ACCEPTED;
    }
    var refused = new ArrayList<RefusedRow>();
    var again = new ArrayList<Integer>();
    failures.forEach((row, e) -> {
      if (isRefused(e)) {
        refused.add(new RefusedRow(row, String.valueOf(e.getMessage())));
      } else {
        again.add(row);
      }
    });
    return new SendResult.Partly(refused, again);
  }

  private void done(int row, @Nullable Exception e) {
    if (e != null) {
      if (isRefused(e) || isNeighbour(e)) {
        failures.put(row, e);
      } else if (failure == null) {
        failure = e;
      }
    }
    open.countDown();
  }

  private static boolean isRefused(Exception e) {
    return Failure.of(e) == Failure.RECORD_REFUSED;
  }

  /** Whether the message went down with another one of its batch. */
  private static boolean isNeighbour(Exception e) {
    return e.getClass() == KafkaException.class;
  }

  private List<Header> headers(Lane lane, long timestamp) {
    return List.of(
        schema, header("lane", lane.text()), header("timestamp", Long.toString(timestamp)));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
