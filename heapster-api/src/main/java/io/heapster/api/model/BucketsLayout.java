package io.heapster.api.model;

import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.history.Aggregation;
import io.heapster.core.history.HistorySeries;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.MetricValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Aggregates: a bucket is an object with what was asked for, in a fixed order. */
final class BucketsLayout implements SeriesLayout {
  private static final List<Aggregation> PERCENTILES =
      List.of(Aggregation.PERCENTILE_50, Aggregation.PERCENTILE_95, Aggregation.PERCENTILE_99);

  private final List<Aggregation> columns;
  private final Duration bucket;
  private final Instant start;

  BucketsLayout(HistoryQuestion question) {
    this.columns = question.aggregations();
    this.bucket = question.bucket();
    this.start = question.start();
  }

  @Override
  public void begin(JsonWriter json) {
    json.beginObject().name("buckets").beginArray();
  }

  @Override
  public void row(JsonWriter json, HistorySeries series, int row) {
    Instant at = bucket.isZero() ? start : series.timestamp(row);
    json.beginObject().name("timestamp").text(JsonTime.text(at));
    int count = columns.indexOf(Aggregation.COUNT);
    if (count >= 0) {
      json.name("count").unsigned(series.value(row, count).asLong());
    }
    value(json, "average", Aggregation.AVERAGE, series, row);
    value(json, "maximum", Aggregation.MAX, series, row);
    value(json, "minimum", Aggregation.MIN, series, row);
    value(json, "median", Aggregation.MEDIAN, series, row);
    percentiles(json, series, row);
    json.endObject();
  }

  private void percentiles(JsonWriter json, HistorySeries series, int row) {
    if (PERCENTILES.stream().noneMatch(columns::contains)) {
      return;
    }
    json.name("percentiles").beginObject();
    value(json, "50", Aggregation.PERCENTILE_50, series, row);
    value(json, "95", Aggregation.PERCENTILE_95, series, row);
    value(json, "99", Aggregation.PERCENTILE_99, series, row);
    json.endObject();
  }

  private void value(
      JsonWriter json, String name, Aggregation aggregation, HistorySeries series, int row) {
    int column = columns.indexOf(aggregation);
    if (column < 0) {
      return;
    }
    MetricValue value = series.value(row, column);
    json.name(name).beginObject();
    if (value.type() == ValueType.INT64) {
      json.name("intValue").number(value.asLong());
    } else {
      json.name("floatValue").number(value.asDouble());
    }
    json.endObject();
  }

  @Override
  public void end(JsonWriter json, HistorySeries series) {
    json.endArray().name("bucketSize").number(bucket.toNanos()).endObject();
  }
}
