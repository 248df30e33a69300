package io.heapster.core.ticklog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tick did and how long it took.
 *
 * @param timestamp end of the tick's window, the batch's timestamp
 * @param begun wall time at which the tick began
 * @param processors in the order of processing
 * @param batch null when the tick ended before there was a finished batch
 * @param scrape null when the tick ended before its scrape did
 * @param failure why the tick ended early; null when it finished
 */
public record TickRecord(
    Instant timestamp,
    Instant begun,
    StageTimes stages,
    List<ProcessorTime> processors,
    @Nullable BatchSize batch,
    @Nullable ScrapeReport scrape,
    @Nullable String failure) {

  /**
   * Time by stage; null for one that did not come to its end.
   *
   * @param all from the tick's beginning to its end, however it ended
   */
  public record StageTimes(
      Duration all,
      @Nullable Duration scrape,
      @Nullable Duration process,
      @Nullable Duration handOver) {}

  /** Time of one processor, also of one that failed. */
  public record ProcessorTime(String name, Duration took) {}

  /**
   * How much the finished batch holds.
   *
   * @param nodes that should have been scraped
   * @param scraped that answered in time
   * @param entities of all kinds
   */
  public record BatchSize(int nodes, int scraped, int entities) {}

  public TickRecord {
    processors = List.copyOf(processors);
  }
}
