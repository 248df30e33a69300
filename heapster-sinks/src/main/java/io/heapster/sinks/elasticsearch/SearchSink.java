package io.heapster.sinks.elasticsearch;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.rows.RowSink;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Sees to it that the index template stands before a day's first documents come, and again after
 * anything went wrong: the server may be another one by then.
 */
final class SearchSink implements DataSink {
  /** Days that a backlog may jump between without asking each time. */
  private static final int MOST_REMEMBERED = 32;

  private final RowSink documents;
  private final Destination destination;
  private final IndexTemplate template;
  private final Set<String> prepared = new HashSet<>();

  SearchSink(RowSink documents, Destination destination, IndexTemplate template) {
    this.documents = documents;
    this.destination = destination;
    this.template = template;
  }

  @Override
  public String name() {
    return documents.name();
  }

  @Override
  public void export(DataBatch batch, Lane lane) throws IOException, InterruptedException {
    try {
      prepare(destination.index(batch.timestamp()));
      documents.export(batch, lane);
    } catch (IOException | RuntimeException e) {
      prepared.clear();
      throw e;
    }
  }

  private void prepare(String index) throws IOException, InterruptedException {
    if (prepared.contains(index)) {
      return;
    }
    template.ensure();
    if (prepared.size() == MOST_REMEMBERED) {
      prepared.clear();
    }
    prepared.add(index);
  }

  @Override
  public void close() {
    documents.close();
  }
}
