package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapTrimTest {
  private static final DataBatch BATCH = DataBatch.empty(Instant.EPOCH);

  private final AtomicInteger collections = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "0, 15, 0", // never collected, little used
    "0, 17, 1",
    "300, 300, 0", // just collected
    "300, 416, 0", // a third and the slack
    "300, 417, 1"
  })
  void accept_collectsOnceTheOldGenerationGrewByAThirdAndTheSlack(
      long liveMiB, long usedMiB, int expected) {
    new HeapTrim(() -> usedMiB << 20, () -> liveMiB << 20, collections::incrementAndGet)
        .accept(BATCH);

    assertThat(collections).hasValue(expected);
  }

  @Test
  void ofThisJvm_onTheSerialCollector_isThere() {
    // The tests run on the collector of production.
    assertThat(HeapTrim.ofThisJvm()).isPresent();
  }
}
