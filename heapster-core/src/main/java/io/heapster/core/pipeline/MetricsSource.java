package io.heapster.core.pipeline;

import io.heapster.core.model.DataBatch;
import io.heapster.core.ticklog.ScrapeReport;

/**
 * Where values come from. Called by the manager only, on the tick thread, never twice at once.
 * Returns at the tick's deadline at the latest, with what it has: a node that could not be read is
 * counted by the source and missing in the batch, it is no failure.
 */
public interface MetricsSource {

  /**
   * Reads the cluster once; blocks until all nodes answered or the deadline passed.
   *
   * @throws InterruptedException when the daemon stops meanwhile
   */
  DataBatch scrape(Tick tick) throws InterruptedException;

  /** How the last scrape that returned went. For the tick thread, after that scrape. */
  default ScrapeReport report() {
    return ScrapeReport.NONE;
  }
}
