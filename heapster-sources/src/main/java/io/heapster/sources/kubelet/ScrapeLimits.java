package io.heapster.sources.kubelet;

import io.heapster.core.config.Options;
import java.time.Duration;

/**
 * What a scrape may take.
 *
 * @param concurrency nodes asked at the same time
 * @param nodeTimeout from the first request to a node to its decoded answer, fallbacks included
 * @param connectTimeout until a connection stands, TLS not included
 * @param maxAnswerBytes of one answer; more is refused
 * @param maxGatheredBytes of all answers being received at the same time; an answer that does not
 *     fit beside the others is refused
 */
public record ScrapeLimits(
    int concurrency,
    Duration nodeTimeout,
    Duration connectTimeout,
    int maxAnswerBytes,
    long maxGatheredBytes) {
  private static final long MIB = 1 << 20;

  static ScrapeLimits from(Options options) {
    Duration nodeTimeout =
        options.duration("nodeTimeout", Duration.ofSeconds(10), Duration.ofMillis(100));
    Duration connectTimeout =
        options.duration("connectTimeout", Duration.ofSeconds(3), Duration.ofMillis(10));
    long maxAnswerBytes = options.number("maxAnswerBytes", 32 * MIB, 1024, 1024 * MIB);
    int concurrency = (int) options.number("concurrency", 64, 1, 10_000);
    // Room for each to gather a large summary, and for two of the largest size beside them.
    long otherwise = concurrency * MIB + 2 * maxAnswerBytes;
    long maxGatheredBytes =
        options.number("maxGatheredBytes", otherwise, maxAnswerBytes, Long.MAX_VALUE);
    return new ScrapeLimits(
        concurrency, nodeTimeout, connectTimeout, (int) maxAnswerBytes, maxGatheredBytes);
  }
}
