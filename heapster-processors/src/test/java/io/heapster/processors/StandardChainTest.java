package io.heapster.processors;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.DataProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandardChainTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static DataBatch run(List<DataProcessor> chain, DataBatch scraped) {
    DataBatch batch = scraped;
    for (DataProcessor processor : chain) {
      batch = processor.process(batch);
    }
    return batch;
  }

  @Test
  void of_names_areHeapstersInItsOrder() {
    List<DataProcessor> chain =
        StandardChain.of(
            new FakeInventory(), LabelPolicy.standard(), RateRules.DEFAULT, RESOLUTION);

    assertThat(chain.stream().map(DataProcessor::name))
        .containsExactly(
            "rate_calculator",
            "pod_based_enricher",
            "namespace_based_enricher",
            "pod_aggregator",
            "namespace_aggregator",
            "node_aggregator",
            "cluster_aggregator",
            "node_autoscaling_enricher");
  }

  @Test
  void sameObjects_quietCluster_rostersAndLabelsOfAllTablesStay() {
    var cluster = new RandomCluster(7);
    Picture seen = cluster.nextTick();
    List<DataProcessor> chain =
        StandardChain.of(cluster.inventory, LabelPolicy.standard(), RateRules.DEFAULT, RESOLUTION);
    // A node that lists every pod: rows made up for orphans are made anew each tick.
    seen.entities.keySet().removeIf(key -> key.kind() == EntityKind.POD_CONTAINER);
    DataBatch scraped = seen.batch(NOW);
    DataBatch first = run(chain, scraped);

    DataBatch second = run(chain, seen.batch(NOW.plus(RESOLUTION), scraped));

    assertThat(second.podContainers().size()).isPositive();
    for (EntityKind kind : EntityKind.values()) {
      assertThat(second.table(kind).roster()).as(kind.name()).isSameAs(first.table(kind).roster());
      assertThat(second.table(kind).labels()).as(kind.name()).isSameAs(first.table(kind).labels());
    }
    assertThat(second.podOfContainer()).isSameAs(first.podOfContainer());
  }

  @Test
  void process_emptyBatches_giveTheClusterRowOnly() {
    List<DataProcessor> chain =
        StandardChain.of(
            new FakeInventory(), LabelPolicy.standard(), RateRules.HEAPSTER, RESOLUTION);

    for (int tick = 0; tick < 3; tick++) {
      DataBatch finished = run(chain, DataBatch.empty(NOW.plusSeconds(tick)));
      assertThat(finished.size()).isEqualTo(1);
    }
  }
}
