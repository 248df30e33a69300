package io.heapster.sinks.rows;

import java.time.Duration;

/**
 * How a batch is cut into requests.
 *
 * @param rows in one request at most
 * @param bytes in one request; the row that passes it is the last one
 * @param concurrency requests under way at once
 * @param callTimeout limit of one request
 */
public record RowLimits(int rows, int bytes, int concurrency, Duration callTimeout) {

  public RowLimits {
    if (rows < 1 || bytes < 1 || concurrency < 1 || !callTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "limits of "
              + rows
              + " rows, "
              + bytes
              + " bytes, "
              + concurrency
              + " requests, "
              + callTimeout
              + ": expected 1 or more of each");
    }
  }
}
