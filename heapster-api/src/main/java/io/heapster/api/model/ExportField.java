package io.heapster.api.model;

import static io.heapster.api.json.JsonBytes.ascii;

import io.heapster.api.json.JsonBytes;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.EntityTable;
import java.util.ArrayList;
import java.util.List;

/**
 * One metric of one table, ready to be written.
 *
 * @param opening everything before the part that differs between rows: the name and, of a plain
 *     gauge, both times; a counter's start time follows, or a labelled metric's points
 */
record ExportField(Form form, byte[] opening, Column values) {

  /** How the points of a metric are written. */
  enum Form {
    GAUGE,
    COUNTER,
    LABELED
  }

  /**
   * The exported metrics of which the table has values, by name.
   *
   * @param gaugeTimes start and end time of a gauge's point
   */
  static List<ExportField> of(EntityTable table, byte[] gaugeTimes) {
    var fields = new ArrayList<ExportField>();
    for (Metric metric : ExportCatalog.sortedMetrics()) {
      Column values = metric.labeled() ? table.series().column(metric) : table.column(metric);
      if (!values.isEmpty()) {
        Form form = form(metric);
        fields.add(new ExportField(form, opening(metric, form, gaugeTimes), values));
      }
    }
    return fields;
  }

  void writeValue(JsonBytes out, int at) {
    if (values.type() == ValueType.INT64) {
      out.number(values.longAt(at));
    } else {
      double value = values.doubleAt(at);
      // JSON has no infinity; the number is not known then.
      out.number(Double.isFinite(value) ? value : 0);
    }
  }

  /** Labelled values count as gauges, whatever they mean: Heapster's readers expect it. */
  private static Form form(Metric metric) {
    if (metric.labeled()) {
      return Form.LABELED;
    }
    return metric.isCumulative() ? Form.COUNTER : Form.GAUGE;
  }

  private static byte[] opening(Metric metric, Form form, byte[] gaugeTimes) {
    var bytes = new JsonBytes(128).text(metric.name()).put(':').put('[');
    switch (form) {
      case GAUGE -> bytes.put(gaugeTimes).put(ascii(",\"value\":"));
      case COUNTER -> bytes.put(ascii("{\"start\":\""));
      case LABELED -> {}
    }
    return bytes.toByteArray();
  }
}
