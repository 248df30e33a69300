package io.heapster.api.k8s.groups;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** It is always the same moment. */
public record StoppedTime(Instant now) implements TimeSource {
  public static final StoppedTime GOLDEN = new StoppedTime(Instant.parse("2026-11-21T05:28:17Z"));

  @Override
  public long elapsedNanos() {
    return 0;
  }

  @Override
  public void sleep(Duration howLong) {}
}
