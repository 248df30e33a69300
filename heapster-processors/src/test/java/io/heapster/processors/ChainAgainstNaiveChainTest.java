package io.heapster.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChainAgainstNaiveChainTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(60);
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CLUSTERS = 60;
  private static final int TICKS = 12;

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void chain_randomClusters_equalsTheNaiveForm(RateRules rules) {
    for (int seed = 0; seed < CLUSTERS; seed++) {
      compare(rules, seed);
    }
  }

  private static void compare(RateRules rules, int seed) {
    var cluster = new RandomCluster(seed);
    var naive = new NaiveChain(cluster.inventory, rules, RESOLUTION);
    List<DataProcessor> chain =
        StandardChain.of(cluster.inventory, LabelPolicy.standard(), rules, RESOLUTION);
    Instant timestamp = BEGIN;
    DataBatch scraped = DataBatch.empty(BEGIN);
    for (int tick = 0; tick < TICKS; tick++) {
      timestamp = timestamp.plus(RESOLUTION);
      if (seed % 5 == 4 && tick == 6) {
        // A skipped tick: the batch before last is out of reach from now on.
        timestamp = timestamp.plus(RESOLUTION);
      } else if (seed % 5 == 3 && tick == 6) {
        // Two: the last one is out of reach, too.
        timestamp = timestamp.plus(RESOLUTION.multipliedBy(2));
      }
      Picture seen = cluster.nextTick();
      scraped = seen.batch(timestamp, scraped);
      Map<String, Entity> expected = naive.process(timestamp, Picture.of(scraped)).byText();
      assertThat(Picture.of(run(chain, scraped)).byText())
          .as("%s, seed %d, tick %d", rules, seed, tick)
          .containsExactlyInAnyOrderEntriesOf(expected);
    }
  }

  private static DataBatch run(List<DataProcessor> chain, DataBatch scraped) {
    DataBatch batch = scraped;
    for (DataProcessor processor : chain) {
      batch = processor.process(batch);
    }
    return batch;
  }
}
