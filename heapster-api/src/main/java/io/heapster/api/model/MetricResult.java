package io.heapster.api.model;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.json.JsonTime;
import io.heapster.api.json.JsonWriter;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.MetricValue;
import io.heapster.core.store.TimedValue;
import java.time.Instant;
import java.util.List;

/**
 * The values of one metric of one entity on the wire. {@code value} is an unsigned integer, as
 * Heapster's clients decode it: fractions are cut off, negative numbers wrap around in {@link
 * ApiCompat#HEAPSTER} and are 0 in {@link ApiCompat#DEFAULT}, where {@code floatValue} holds the
 * exact number of metrics that are not integers.
 */
record MetricResult(List<TimedValue> points) {
  MetricResult {
    points = List.copyOf(points);
  }

  void write(JsonWriter json, ApiCompat compat) {
    json.beginObject().name("metrics").beginArray();
    Instant newest = Instant.MIN;
    for (TimedValue point : points) {
      writePoint(json, point.timestamp(), point.value(), compat);
      newest = point.timestamp().isAfter(newest) ? point.timestamp() : newest;
    }
    json.endArray().name("latestTimestamp");
    json.text(points.isEmpty() ? JsonTime.ZERO : JsonTime.text(newest)).endObject();
  }

  static void writePoint(JsonWriter json, Instant at, MetricValue value, ApiCompat compat) {
    json.beginObject().name("timestamp").text(JsonTime.text(at));
    switch (compat) {
      case HEAPSTER -> json.name("value").unsigned(value.asLong());
      case DEFAULT -> {
        json.name("value").number(Math.max(0, value.asLong()));
        if (value.type() == ValueType.DOUBLE && Double.isFinite(value.asDouble())) {
          json.name("floatValue").number(value.asDouble());
        }
      }
    }
    json.endObject();
  }
}
