package io.heapster.sinks.kafka;

import com.codahale.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of values that JSON has no word for (infinite, not a number) and that are left out
 * therefore, when it begins and when it ends, and counts them. Only user-defined metrics have such.
 * Used by one thread at a time.
 */
final class Oddities {
  private static final Logger LOG = LoggerFactory.getLogger(Oddities.class);

  private final String sink;
  private final Counter notFinite;
  private long inBatch;
  private boolean told;

  /**
   * @param notFinite counts the values
   */
  Oddities(String sink, Counter notFinite) {
    this.sink = sink;
    this.notFinite = notFinite;
  }

  void notFinite() {
    inBatch++;
    notFinite.inc();
  }

  void endBatch() {
    if (inBatch > 0 && !told) {
      LOG.warn("sink {}: {} values are infinite or not a number and left out", sink, inBatch);
    } else if (inBatch == 0 && told) {
      LOG.info("sink {}: all values are finite again", sink);
    }
    told = inBatch > 0;
    inBatch = 0;
  }
}
