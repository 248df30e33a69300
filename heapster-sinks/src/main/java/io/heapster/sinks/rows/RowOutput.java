package io.heapster.sinks.rows;

import com.codahale.metrics.Counter;
import io.heapster.core.time.TimeSource;
import java.time.Duration;

/** A configured sink that sends rows: its three parts, made when the daemon starts. */
public interface RowOutput {

  /**
   * A new encoder.
   *
   * @param labelSeparator between the Kubernetes labels that stand in one text
   * @param notFinite counts values left out because the store has no way to say them
   */
  RowEncoder encoder(String labelSeparator, Counter notFinite);

  /**
   * A new sender; connects to nothing.
   *
   * @param callTimeout limit of one request
   * @throws IllegalArgumentException when a file that the configuration names cannot be used
   */
  RowSender sender(Duration callTimeout, TimeSource time);

  /**
   * How batches are cut.
   *
   * @param callTimeout limit of one request
   */
  RowLimits limits(Duration callTimeout);
}
