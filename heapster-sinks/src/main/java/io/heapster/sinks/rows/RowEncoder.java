package io.heapster.sinks.rows;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Lane;
import java.io.IOException;

/**
 * Turns a batch into rows. The same batch always gives the same rows in the same order, so that a
 * batch that was sent in part can be gone on with. Used by one thread at a time.
 */
public interface RowEncoder {

  /**
   * Writes all rows of a batch; {@link RowWriter#endRow} after each.
   *
   * @throws IOException when a full chunk could not be sent; to be passed on
   */
  void encode(DataBatch batch, Lane lane, RowWriter out) throws IOException, InterruptedException;
}
