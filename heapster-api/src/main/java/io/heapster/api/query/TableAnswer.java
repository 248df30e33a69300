package io.heapster.api.query;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.json.JsonWriter.Style;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.store.MetricStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the rows of a table and writes them. */
final class TableAnswer {
  private static final int TYPICAL_CELL_BYTES = 16;
  private static final int FRAME_BYTES = 4096;

  private final TableQuestion question;
  private final MetricStore store;
  private final ClusterInventory inventory;

  /**
   * @param store which does not change meanwhile
   */
  TableAnswer(TableQuestion question, MetricStore store, ClusterInventory inventory) {
    this.question = question;
    this.store = store;
    this.inventory = inventory;
  }

  JsonBytes write() {
    Optional<DataBatch> newest = store.latest();
    DataBatch batch = newest.orElseGet(() -> DataBatch.empty(Instant.EPOCH));
    var rows = new Rows(batch, question.kind(), inventory);
    int[] matching = question.filters().matching(rows);
    Page page = question.page();
    int[] found = FirstRows.page(matching, question.order(rows), page.offset(), page.limit());

    var out = new JsonBytes(FRAME_BYTES + found.length * cells() * TYPICAL_CELL_BYTES);
    var json = new JsonWriter(out, Style.COMPACT);
    json.beginObject();
    JsonValues.timestamp(json, newest);
    json.name("kind").text(question.kind().text()).name("total").number(rows.size());
    json.name("matched").number(matching.length).name("offset").number(page.offset());
    writeColumns(json);
    writeRows(json, rows, found);
    if (!question.history().isEmpty()) {
      RowHistory.read(store, question.history(), rows, found).write(json);
    }
    json.endObject();
    return out;
  }

  private int cells() {
    return question.kind().identities().size() + question.measures().size();
  }

  private void writeColumns(JsonWriter json) {
    json.name("columns").beginArray();
    question.kind().identities().forEach(each -> JsonValues.textColumn(json, each.text()));
    question
        .measures()
        .forEach(each -> JsonValues.column(json, each.text(), each.type(), each.unit()));
    json.endArray();
  }

  private void writeRows(JsonWriter json, Rows rows, int[] found) {
    List<@Nullable String[]> names =
        question.kind().identities().stream().map(rows::names).toList();
    List<Column> columns = question.measures().stream().map(rows::numbers).toList();
    json.name("rows").beginArray();
    for (int row : found) {
      json.beginArray();
      for (@Nullable String[] column : names) {
        JsonValues.write(json, column[row]);
      }
      for (Column column : columns) {
        JsonValues.write(json, column, row);
      }
      json.endArray();
    }
    json.endArray();
  }
}
