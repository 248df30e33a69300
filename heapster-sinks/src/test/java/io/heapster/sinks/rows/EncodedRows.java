package io.heapster.sinks.rows;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows that an encoder makes of a batch. */
public final class EncodedRows {
  private EncodedRows() {}

  public static List<byte[]> of(RowEncoder encoder, DataBatch batch) {
    var rows = new ArrayList<byte[]>();
    var writer =
        new RowWriter(
            100,
            1 << 16,
            new RowBuffer(),
            chunk -> {
              Rows view = chunk.view();
              for (int row = 0; row < view.size(); row++) {
                rows.add(view.row(row));
              }
              chunk.clear();
              return chunk;
            });
    try {
      encoder.encode(batch, Lane.FRESH, writer);
      writer.flush();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  public static List<String> texts(RowEncoder encoder, DataBatch batch) {
    return of(encoder, batch).stream().map(row -> new String(row, StandardCharsets.UTF_8)).toList();
  }
}
