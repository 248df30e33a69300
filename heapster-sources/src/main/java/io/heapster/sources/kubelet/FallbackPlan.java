package io.heapster.sources.kubelet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint of a node to ask first, and which next. A kubelet that fails at its summary (one
 * broken volume is enough) may still tell less: that is tried anew each tick. A kubelet that has no
 * summary is asked for what it has until a look every ten minutes finds one. Not thread-safe.
 */
final class FallbackPlan {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private boolean withoutSummary;
  private long lookedForSummaryNanos;

  /** The endpoint to begin a tick with. */
  StatsEndpoint first(long nowNanos) {
    boolean lookAgain = nowNanos - lookedForSummaryNanos >= LOOK_AGAIN_NANOS;
    return withoutSummary && !lookAgain ? StatsEndpoint.CONTAINER_STATS : StatsEndpoint.SUMMARY;
  }

  /** The endpoint to ask after one gave that status, or null when there is none left. */
  @Nullable StatsEndpoint next(StatsEndpoint asked, int status) {
    return switch (asked) {
      case SUMMARY ->
          switch (status) {
            case NOT_FOUND -> StatsEndpoint.CONTAINER_STATS;
            case INTERNAL_SERVER_ERROR -> StatsEndpoint.SUMMARY_CPU_AND_MEMORY;
            default -> null;
          };
      case SUMMARY_CPU_AND_MEMORY ->
          status == INTERNAL_SERVER_ERROR || status == NOT_FOUND
              ? StatsEndpoint.RESOURCE_METRICS
              : null;
      case RESOURCE_METRICS, CONTAINER_STATS -> null;
    };
  }

  /** Remembers what a status says about the kubelet. */
  void learn(StatsEndpoint asked, int status, long nowNanos) {
    if (asked == StatsEndpoint.SUMMARY) {
      withoutSummary = withoutSummary && status == NOT_FOUND;
      lookedForSummaryNanos = nowNanos;
    } else if (asked == StatsEndpoint.CONTAINER_STATS) {
      // Neither there: the next tick asks for the summary first again.
      withoutSummary = status == OK;
    }
  }
}
