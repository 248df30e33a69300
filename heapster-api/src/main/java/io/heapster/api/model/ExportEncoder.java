package io.heapster.api.model;

import static io.heapster.api.json.JsonBytes.ascii;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonTime;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import java.util.List;

/**
 * Writes the export of a batch straight from its columns, some rows at a time. Everything that
 * repeats is encoded once: names, and the times of a gauge's point, which are the batch's. So a
 * value costs two array copies and its digits (figures at {@code ExportBenchmark}).
 */
final class ExportEncoder implements Answer.Pieces {
  private static final int ROWS_A_PIECE = 8;
  private static final byte[] OPEN_METRICS = ascii("{\"metrics\":{");
  private static final byte[] CLOSE_METRICS = ascii("},\"labels\":");
  private static final byte[] OPEN_LABELS = ascii(",\"labels\":");
  private static final byte[] OPEN_VALUE = ascii(",\"value\":");
  private static final byte[] CLOSE_METRIC = ascii("}]");
  private static final byte[] NO_TIME = ascii(JsonTime.ZERO);

  private final DataBatch batch;
  private final JsonBytes out;

  /** Both times, which a gauge's point begins with. */
  private final byte[] gaugeTimes;

  /** What follows the start time of a counter's point. */
  private final byte[] counterEnd;

  private int kind;
  private int row;
  private EntityTable table;
  private List<ExportField> fields;
  private boolean first = true;

  ExportEncoder(DataBatch batch, JsonBytes out) {
    this.batch = batch;
    this.out = out;
    String timestamp = JsonTime.text(batch.timestamp());
    this.gaugeTimes = ascii("{\"start\":\"" + timestamp + "\",\"end\":\"" + timestamp + '"');
    this.counterEnd = ascii("\",\"end\":\"" + timestamp + "\",\"value\":");
    this.table = batch.table(ExportCatalog.KINDS.getFirst());
    this.fields = ExportField.of(table, gaugeTimes);
    out.put('[');
  }

  @Override
  public boolean next() {
    int end = Math.min(table.size(), row + ROWS_A_PIECE);
    while (row < end) {
      writeEntity(row++);
    }
    return row < table.size() || nextTable();
  }

  private boolean nextTable() {
    kind++;
    if (kind == ExportCatalog.KINDS.size()) {
      out.put(']').put('\n');
      return false;
    }
    row = 0;
    table = batch.table(ExportCatalog.KINDS.get(kind));
    fields = ExportField.of(table, gaugeTimes);
    return true;
  }

  private void writeEntity(int at) {
    if (!first) {
      out.put(',');
    }
    first = false;
    out.put(OPEN_METRICS);
    int begun = out.size();
    for (int i = 0; i < fields.size(); i++) {
      writeField(fields.get(i), at, begun);
    }
    out.put(CLOSE_METRICS);
    EntityKind ofTable = table.kind();
    ExportLabels.write(out, table.labels(at), ExportLabels.containerName(ofTable));
    out.put('}');
  }

  private void writeField(ExportField field, int at, int begun) {
    switch (field.form()) {
      case GAUGE -> {
        if (field.values().has(at)) {
          open(field, begun);
          field.writeValue(out, at);
          out.put(CLOSE_METRIC);
        }
      }
      case COUNTER -> {
        if (field.values().has(at)) {
          open(field, begun);
          writeStart(at);
          out.put(counterEnd);
          field.writeValue(out, at);
          out.put(CLOSE_METRIC);
        }
      }
      case LABELED -> writePoints(field, at, begun);
    }
  }

  private void open(ExportField field, int begun) {
    if (out.size() > begun) {
      out.put(',');
    }
    out.put(field.opening());
  }

  private void writeStart(int at) {
    Column start = table.collectionStart();
    if (start.has(at)) {
      JsonTime.write(out, start.longAt(at));
    } else {
      out.put(NO_TIME);
    }
  }

  private void writePoints(ExportField field, int at, int begun) {
    LabeledSeries series = table.series();
    boolean some = false;
    for (int each = series.first(at); each < series.end(at); each++) {
      if (field.values().has(each)) {
        if (some) {
          out.put('}').put(',');
        } else {
          open(field, begun);
        }
        some = true;
        out.put(gaugeTimes).put(OPEN_LABELS);
        ExportLabels.writeAll(out, series.labels(each));
        out.put(OPEN_VALUE);
        field.writeValue(out, each);
      }
    }
    if (some) {
      out.put(CLOSE_METRIC);
    }
  }
}
