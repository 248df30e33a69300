package io.heapster.sinks.elasticsearch.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where documents go. */
public sealed interface Destination {

  /** The index or data stream of a batch's documents. */
  String index(Instant batch);

  /** One index a day, {@code <prefix>-YYYY.MM.DD}, by the UTC date of the batch. */
  record DailyIndex(String prefix) implements Destination {
    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC);

    @Override
    public String index(Instant batch) {
      return prefix + "-" + DAY.format(batch);
    }
  }

  /** A data stream. */
  record DataStream(String name) implements Destination {
    @Override
    public String index(Instant batch) {
      return name;
    }
  }
}
