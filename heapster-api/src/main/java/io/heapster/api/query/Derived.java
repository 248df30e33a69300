package io.heapster.api.query;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;

/** What follows from two metrics of the same entity, and is absent where one of them is. */
enum Derived implements Measure {
  CPU_REQUEST_UNUSED(
      "cpu/request_unused", Form.UNUSED, PlainMetrics.CPU_REQUEST, PlainMetrics.CPU_USAGE_RATE),
  MEMORY_REQUEST_UNUSED(
      "memory/request_unused",
      Form.UNUSED,
      PlainMetrics.MEMORY_REQUEST,
      PlainMetrics.MEMORY_WORKING_SET),
  CPU_REQUEST_UTILIZATION(
      "cpu/request_utilization", Form.SHARE, PlainMetrics.CPU_REQUEST, PlainMetrics.CPU_USAGE_RATE),
  MEMORY_REQUEST_UTILIZATION(
      "memory/request_utilization",
      Form.SHARE,
      PlainMetrics.MEMORY_REQUEST,
      PlainMetrics.MEMORY_WORKING_SET),
  CPU_LIMIT_UTILIZATION(
      "cpu/limit_utilization", Form.SHARE, PlainMetrics.CPU_LIMIT, PlainMetrics.CPU_USAGE_RATE),
  MEMORY_LIMIT_UTILIZATION(
      "memory/limit_utilization",
      Form.SHARE,
      PlainMetrics.MEMORY_LIMIT,
      PlainMetrics.MEMORY_WORKING_SET);

  private enum Form {
    /** What is left of the whole, 0 when more is used. */
    UNUSED,
    /** Used by whole; absent where the whole is 0, which stands for "not set". */
    SHARE
  }

  private final String text;
  private final Form form;
  private final Metric whole;
  private final Metric used;

  Derived(String text, Form form, Metric whole, Metric used) {
    this.text = text;
    this.form = form;
    this.whole = whole;
    this.used = used;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public ValueType type() {
    return switch (form) {
      case UNUSED -> ValueType.INT64;
      case SHARE -> ValueType.DOUBLE;
    };
  }

  @Override
  public MetricUnit unit() {
    return switch (form) {
      case UNUSED -> whole.unit();
      case SHARE -> MetricUnit.RATIO;
    };
  }

  @Override
  public Column of(DataBatch batch, EntityTable table) {
    Column wholes = table.column(whole);
    Column usages = table.column(used);
    Column.Builder values = Column.builder(type(), table.size());
    for (int row = 0; row < table.size(); row++) {
      if (wholes.has(row) && usages.has(row)) {
        set(values, row, wholes.longAt(row), usages.longAt(row));
      }
    }
    return values.build();
  }

  private void set(Column.Builder values, int row, long all, long part) {
    switch (form) {
      case UNUSED -> values.set(row, Math.max(0, all - part));
      case SHARE -> {
        if (all > 0) {
          values.set(row, part / (double) all);
        }
      }
    }
  }
}
