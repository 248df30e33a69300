package io.heapster.api.query;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.api.query.RowOrder.Direction;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.metric.MetricUnit;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.store.MetricStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums up and writes the sums. */
final class SumsAnswer {
  private static final int TYPICAL_BYTES = 8192;

  private SumsAnswer() {}

  static JsonBytes write(SumsQuestion question, MetricStore store, ClusterInventory inventory) {
    Optional<DataBatch> newest = store.latest();
    DataBatch batch = newest.orElseGet(() -> DataBatch.empty(Instant.EPOCH));
    var rows = new Rows(batch, question.kind(), inventory);
    Sums sums = Sums.of(rows, question.filters().matching(rows), question.grouping());

    var out = new JsonBytes(TYPICAL_BYTES);
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject();
    JsonValues.timestamp(json, newest);
    json.name("kind").text(question.kind().text());
    json.name("by").text(question.grouping().text());
    json.name("total").number(sums.size()).name("offset").number(question.page().offset());
    writeColumns(json, question.measures());
    writeRows(json, question, sums);
    json.endObject();
    return out;
  }

  private static void writeColumns(JsonWriter json, List<Measure> measures) {
    json.name("columns").beginArray();
    JsonValues.textColumn(json, Sums.GROUP);
    JsonValues.column(json, Sums.COUNT, ValueType.INT64, MetricUnit.COUNT);
    measures.forEach(each -> JsonValues.column(json, each.text(), each.type(), each.unit()));
    json.endArray();
  }

  private static void writeRows(JsonWriter json, SumsQuestion question, Sums sums) {
    var columns = new ArrayList<Column>();
    columns.add(sums.counts());
    question.measures().forEach(measure -> columns.add(sums.of(measure)));
    json.name("rows").beginArray();
    for (int group : page(question, sums)) {
      json.beginArray();
      JsonValues.write(json, sums.name(group));
      columns.forEach(column -> JsonValues.write(json, column, group));
      json.endArray();
    }
    json.endArray();
  }

  private static int[] page(SumsQuestion question, Sums sums) {
    int[] groups = new int[sums.size()];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = group;
    }
    var orders = new ArrayList<RowOrder>();
    question.sort().forEach(each -> orders.add(each.of(sums)));
    orders.add(RowOrder.byText(sums::name, Direction.ASCENDING));
    Page page = question.page();
    return FirstRows.page(groups, RowOrder.inTurn(orders), page.offset(), page.limit());
  }
}
