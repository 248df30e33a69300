package io.heapster.sources.kubelet.light;

import java.time.Duration;

/**
 * How often kubelets are asked by the light lane.
 *
 * @param resolution between two scrapes of a node
 * @param timeout of one scrape, at most two thirds of the resolution
 * @param concurrency nodes asked at the same time
 */
public record LightSettings(Duration resolution, Duration timeout, int concurrency) {
  public static final Duration LEAST_RESOLUTION = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(10);
  private static final int CONCURRENCY = 64;

  public LightSettings {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(twoThirds(resolution)) > 0) {
      throw new IllegalArgumentException(
          "timeout of a light scrape is %s: give more than 0, %s at most"
              .formatted(timeout, twoThirds(resolution)));
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "concurrency of light scrapes is %d: give at least 1".formatted(concurrency));
    }
  }

  /**
   * The usual limits for a resolution.
   *
   * @throws IllegalArgumentException when it is below 10 s: kubelets measure no more often
   */
  public static LightSettings of(Duration resolution) {
    if (resolution.compareTo(LEAST_RESOLUTION) < 0) {
      throw new IllegalArgumentException(
          "resolution of the metrics API is %s: give at least %s"
              .formatted(resolution, LEAST_RESOLUTION));
    }
    Duration most = twoThirds(resolution);
    Duration timeout = most.compareTo(LONGEST_TIMEOUT) < 0 ? most : LONGEST_TIMEOUT;
    return new LightSettings(resolution, timeout, CONCURRENCY);
  }

  /**
   * How long values stay when no newer ones come: two windows, and the time an answer may take, so
   * that they bridge one missed scrape without a gap.
   */
  Duration hold() {
    return resolution.multipliedBy(2).plus(timeout);
  }

  /** Up to which age a container's rate may be taken since its start. */
  Duration freshness() {
    return resolution.multipliedBy(2);
  }

  private static Duration twoThirds(Duration resolution) {
    return resolution.multipliedBy(2).dividedBy(3);
  }
}
