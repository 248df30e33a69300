package io.heapster.processors;

import static io.heapster.core.metric.PlainMetrics.CPU_NODE_ALLOCATABLE;
import static io.heapster.core.metric.PlainMetrics.CPU_NODE_CAPACITY;
import static io.heapster.core.metric.PlainMetrics.CPU_NODE_RESERVATION;
import static io.heapster.core.metric.PlainMetrics.CPU_NODE_UTILIZATION;
import static io.heapster.core.metric.PlainMetrics.CPU_REQUEST;
import static io.heapster.core.metric.PlainMetrics.CPU_USAGE_RATE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_NODE_ALLOCATABLE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_NODE_CAPACITY;
import static io.heapster.core.metric.PlainMetrics.MEMORY_NODE_RESERVATION;
import static io.heapster.core.metric.PlainMetrics.MEMORY_NODE_UTILIZATION;
import static io.heapster.core.metric.PlainMetrics.MEMORY_REQUEST;
import static io.heapster.core.metric.PlainMetrics.MEMORY_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.inventory.NodeInfo.NodeResources;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeAutoscalingEnricherTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Labels ZONE = Labels.of("zone", "a");

  private final FakeInventory inventory = new FakeInventory();
  private final NodeAutoscalingEnricher enricher =
      new NodeAutoscalingEnricher(inventory, LabelPolicy.parse(",", List.of(), List.of("zone")));
  private final Picture scraped = new Picture();

  private Entity enriched() {
    return Picture.of(enricher.process(scraped.batch(NOW))).get(new EntityKey.Node("n1"));
  }

  @Test
  void knownNode_getsLabelsAndEightMetrics() {
    inventory.putNode("n1", ZONE, new NodeResources(4000, 2000), new NodeResources(2000, 1000));
    scraped
        .node("n1")
        .value(CPU_USAGE_RATE, 500)
        .value(CPU_REQUEST, 1000)
        .value(MEMORY_USAGE, 100)
        .value(MEMORY_REQUEST, 1250);

    Entity node = enriched();

    assertThat(node.labels).containsEntry("labels", "zone:a").containsEntry("zone", "a");
    assertThat(node.values)
        .containsAllEntriesOf(
            Map.of(
                CPU_NODE_CAPACITY, 4000.0,
                CPU_NODE_ALLOCATABLE, 2000.0,
                CPU_NODE_UTILIZATION, 0.25,
                CPU_NODE_RESERVATION, 0.5,
                MEMORY_NODE_CAPACITY, 2000.0,
                MEMORY_NODE_ALLOCATABLE, 1000.0,
                MEMORY_NODE_UTILIZATION, 0.1,
                MEMORY_NODE_RESERVATION, 1.25));
  }

  @Test
  void missingInputs_countAsZero() {
    inventory.putNode("n1", ZONE, new NodeResources(4000, 2000), new NodeResources(2000, 1000));
    scraped.node("n1");

    assertThat(enriched().values)
        .containsEntry(CPU_NODE_UTILIZATION, 0.0)
        .containsEntry(MEMORY_NODE_RESERVATION, 0.0);
  }

  @Test
  void allocatableUnknown_hasNoSharesButItsAmounts() {
    inventory.putNode("n1", ZONE, NodeResources.NONE, NodeResources.NONE);
    scraped.node("n1").value(CPU_USAGE_RATE, 500);

    assertThat(enriched().values)
        .containsOnly(
            Map.entry(CPU_USAGE_RATE, 500L),
            Map.entry(CPU_NODE_CAPACITY, 0.0),
            Map.entry(CPU_NODE_ALLOCATABLE, 0.0),
            Map.entry(MEMORY_NODE_CAPACITY, 0.0),
            Map.entry(MEMORY_NODE_ALLOCATABLE, 0.0));
  }

  @Test
  void unknownNode_staysAsItIs() {
    scraped.node("n1").value(CPU_USAGE_RATE, 500);

    Entity node = enriched();

    assertThat(node.labels).doesNotContainKey("labels");
    assertThat(node.values).containsOnlyKeys(CPU_USAGE_RATE);
  }

  @Test
  void sameObjects_nothingChanged_labelColumnStays() {
    inventory.putNode("n1", ZONE, NodeResources.NONE, NodeResources.NONE);
    scraped.node("n1");
    DataBatch one = scraped.batch(NOW);
    DataBatch first = enricher.process(one);

    DataBatch second = enricher.process(scraped.batch(NOW.plusSeconds(60), one));

    assertThat(second.nodes().labels()).isSameAs(first.nodes().labels());
  }
}
