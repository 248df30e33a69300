package io.heapster.sources.kubelet.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.EntityTable;
import io.heapster.core.telemetry.Telemetry;
import io.heapster.sources.kubelet.sample.NodeSample.CustomValue;
import org.junit.jupiter.api.Test;

final class CustomFillTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final Drops drops = new Drops(new Telemetry(registry));

  private long overflow() {
    return registry
        .counter("heapster_values_dropped_total{reason=\"custom_metric_overflow\"}")
        .getCount();
  }

  private static CustomValue value(String name, double value) {
    return new CustomValue(0, name, MetricKind.GAUGE, value);
  }

  private static EntityTable built(CustomFill fill) {
    EntityTable.Builder table = EntityTable.builder(EntityKind.NODE);
    fill.addTo(table);
    return table.build();
  }

  @Test
  void set_namesOfAHugeTable_takeNoColumnYet() {
    // A column of so many rows for each name would be past any heap.
    var fill = new CustomFill(Integer.MAX_VALUE, drops);

    for (int i = 0; i < CustomFill.MOST_NAMES_OF_NODE; i++) {
      fill.set(Integer.MAX_VALUE - 1, value("m" + i, i));
    }

    assertThat(overflow()).isZero();
  }

  @Test
  void set_sameRowTwice_laterValueCounts() {
    var fill = new CustomFill(3, drops);
    for (int i = 0; i < 10; i++) {
      fill.set(1, value("m", i));
      fill.set(2, value("m", -i));
    }

    var column = built(fill).column(Metric.custom("m", MetricKind.GAUGE));

    assertThat(column.doubleAt(1)).isEqualTo(9);
    assertThat(column.doubleAt(2)).isEqualTo(-9);
    assertThat(column.has(0)).isFalse();
  }

  @Test
  void set_nodePastItsBound_keepsItsFirstNamesAndLeavesRoomForOthers() {
    var fill = new CustomFill(2, drops);
    fill.beginNode();
    for (int i = 0; i <= CustomFill.MOST_NAMES_OF_NODE; i++) {
      fill.set(0, value("a" + i, 1));
    }
    fill.set(0, value("a0", 2));
    fill.beginNode();
    fill.set(1, value("b", 1));

    assertThat(overflow()).isEqualTo(1);
    assertThat(built(fill).metrics()).hasSize(CustomFill.MOST_NAMES_OF_NODE + 1);
  }

  @Test
  void set_tablePastItsBound_keepsTheBoundAndCounts() {
    var fill = new CustomFill(1, drops);
    for (int i = 0; i < EntityTable.MAX_CUSTOM_METRICS + 3; i++) {
      fill.beginNode();
      fill.set(0, value("m" + i, 1));
    }
    fill.set(0, value("m0", 2));

    assertThat(overflow()).isEqualTo(3);
    assertThat(built(fill).metrics()).hasSize(EntityTable.MAX_CUSTOM_METRICS);
  }
}
