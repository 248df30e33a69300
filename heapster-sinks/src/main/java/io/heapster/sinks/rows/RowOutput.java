package io.heapster.sinks.rows;

import io.heapster.core.time.TimeSource;
import java.time.Duration;

/** A configured sink that sends rows: its three parts, made when the daemon starts. */
public interface RowOutput {

  /** A new encoder. */
  RowEncoder encoder();

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
