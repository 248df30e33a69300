package io.heapster.sinks.elasticsearch.document;

import com.codahale.metrics.Counter;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.rows.RowEncoder;
import io.heapster.sinks.rows.RowWriter;
import java.io.IOException;
import java.util.List;

/**
 * Documents for each entity, and for each device of it, in one of the {@link DocumentForm}s. Values
 * that JSON has no number for are left out and counted.
 *
 * <p>What the documents of an entity share is escaped once and copied. That costs less than keeping
 * it from tick to tick, some 40 MB of tags at 1,000 nodes, would save.
 */
public final class DocumentEncoder implements RowEncoder {
  private final Destination destination;
  private final DocumentForm form;
  private final DocumentWriter documents;

  /**
   * @param clusterName value of the tag {@code cluster_name}
   * @param notNumbers counts values left out
   */
  public DocumentEncoder(
      String clusterName, Destination destination, DocumentForm form, Counter notNumbers) {
    this.destination = destination;
    this.form = form;
    this.documents = new DocumentWriter(clusterName, destination, notNumbers);
  }

  @Override
  public void encode(DataBatch batch, Lane lane, RowWriter out)
      throws IOException, InterruptedException {
    documents.begin(batch.timestamp());
    var layouts = new DocumentLayouts(form, destination, batch.timestamp());
    for (EntityKind kind : EntityKind.values()) {
      encode(batch.table(kind), layouts, out);
    }
  }

  private void encode(EntityTable table, DocumentLayouts layouts, RowWriter out)
      throws IOException, InterruptedException {
    LabeledSeries series = table.series();
    List<DocumentLayout> plain = layouts.of(table.metrics(), table::column);
    List<DocumentLayout> perDevice = layouts.of(series.metrics(), series::column);
    for (int row = 0; row < table.size(); row++) {
      documents.entity(table.key(row), table.labels(row));
      encode(plain, row, out);
      int end = series.end(row);
      for (int at = series.first(row); at < end; at++) {
        documents.device(table.labels(row), series.labels(at));
        encode(perDevice, at, out);
      }
    }
  }

  private void encode(List<DocumentLayout> layouts, int at, RowWriter out)
      throws IOException, InterruptedException {
    for (DocumentLayout layout : layouts) {
      switch (layout.kind().packing()) {
        case TOGETHER -> documents.together(layout, at, out);
        case ONE_BY_ONE -> documents.oneByOne(layout, at, out);
      }
    }
  }
}
