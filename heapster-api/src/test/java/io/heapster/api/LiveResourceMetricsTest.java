package io.heapster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.builtin.LiveResourceMetrics;
import io.heapster.api.builtin.TickUsage;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.PodUsage;
import io.heapster.core.usage.UsageCoverage;
import io.heapster.core.usage.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose values a pod gets. */
final class LiveResourceMetricsTest {
  private static final Instant SAMPLED = Instant.parse("2026-03-01T10:00:00Z");
  private static final ObjectName DB = new ObjectName("shop", "db-0");

  private final ListStore store = new ListStore();
  private final ListInventory inventory = new ListInventory().pod("shop", "db-0", Map.of(), "db");

  /** Answers every pod the same. */
  private record Always(PodAnswer answer) implements UsageStore {
    @Override
    public NodeAnswer node(String name) {
      return new NoUsage(NoUsage.Cause.UNKNOWN_NODE, "no node " + name);
    }

    @Override
    public PodAnswer pod(EntityKey.Pod key, String node) {
      return answer;
    }

    @Override
    public UsageCoverage coverage() {
      return new UsageCoverage(0, 0, 0, 0, List.of());
    }
  }

  private LiveResourceMetrics metrics(PodAnswer answer) {
    var tick = new TickUsage(store, new ManualTime(SAMPLED), Duration.ofMinutes(1));
    return new LiveResourceMetrics(new Always(answer), inventory, tick);
  }

  @Test
  void pod_sampleOfItsPredecessor_isNotServed() {
    var usage =
        new PodUsage(
            SAMPLED.toEpochMilli() * 1_000_000L,
            15_000_000_000L,
            List.of(new ContainerUsage("db", 1, 2, ContainerUsage.ABSENT)));
    assertOwnSamplesOnly(metrics(usage));
  }

  @Test
  void pod_tickBeforeItsStart_isNotServed() {
    var draft = new BatchDraft(SAMPLED);
    draft
        .add(new EntityKey.PodContainer(new EntityKey.Pod("shop", "db-0"), "db"), Map.of())
        .sampled(SAMPLED)
        .value(PlainMetrics.CPU_USAGE_RATE, 1)
        .value(PlainMetrics.MEMORY_WORKING_SET, 2);
    store.add(draft.build());
    assertOwnSamplesOnly(metrics(new NoUsage(NoUsage.Cause.FULL_LANE, "not that way")));
  }

  private void assertOwnSamplesOnly(LiveResourceMetrics metrics) {
    assertThat(metrics.pod(DB).timestamp()).as("no start is known").isEqualTo(SAMPLED);

    inventory.started("shop", "db-0", SAMPLED);
    assertThat(metrics.pod(DB).timestamp()).isEqualTo(SAMPLED);
    assertThat(metrics.pods("shop", LabelSelector.EVERYTHING)).hasSize(1);

    inventory.started("shop", "db-0", SAMPLED.plusMillis(1));
    assertThatThrownBy(() -> metrics.pod(DB)).hasMessageContaining("shop/db-0");
    assertThat(metrics.pods("shop", LabelSelector.EVERYTHING)).isEmpty();
  }
}
