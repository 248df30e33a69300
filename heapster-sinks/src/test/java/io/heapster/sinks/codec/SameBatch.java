package io.heapster.sinks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Owners;

/** Compares two batches in everything they hold. */
final class SameBatch {
  private SameBatch() {}

  static void assertSameBatch(DataBatch actual, DataBatch expected) {
    assertThat(actual.timestamp()).isEqualTo(expected.timestamp());
    assertThat(actual.coverage()).isEqualTo(expected.coverage());
    for (EntityKind kind : EntityKind.values()) {
      assertSameTable(actual.table(kind), expected.table(kind));
    }
    assertSameOwners(actual.podOfContainer(), expected.podOfContainer());
    assertSameOwners(actual.namespaceOfPod(), expected.namespaceOfPod());
    assertSameOwners(actual.nodeOfPod(), expected.nodeOfPod());
  }

  private static void assertSameTable(EntityTable actual, EntityTable expected) {
    String name = expected.kind().toString();
    assertThat(actual.size()).as(name).isEqualTo(expected.size());
    assertThat(actual.roster().sameKeys(expected.roster())).as(name).isTrue();
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.labels(row)).as("%s %d", name, row).isEqualTo(expected.labels(row));
    }
    assertThat(actual.metrics()).as(name).isEqualTo(expected.metrics());
    for (Metric metric : expected.metrics()) {
      assertThat(actual.column(metric))
          .as("%s %s", name, metric)
          .isEqualTo(expected.column(metric));
    }
    assertThat(actual.collectionStart()).as(name).isEqualTo(expected.collectionStart());
    assertThat(actual.entityCreated()).as(name).isEqualTo(expected.entityCreated());
    assertThat(actual.sampleTime()).as(name).isEqualTo(expected.sampleTime());
    assertSameSeries(actual.series(), expected.series(), expected.size(), name);
  }

  private static void assertSameSeries(
      LabeledSeries actual, LabeledSeries expected, int rows, String name) {
    assertThat(actual.size()).as(name).isEqualTo(expected.size());
    for (int row = 0; row < rows; row++) {
      assertThat(actual.first(row)).as("%s %d", name, row).isEqualTo(expected.first(row));
      assertThat(actual.end(row)).as("%s %d", name, row).isEqualTo(expected.end(row));
    }
    for (int series = 0; series < expected.size(); series++) {
      assertThat(actual.labels(series))
          .as("%s %d", name, series)
          .isEqualTo(expected.labels(series));
    }
    assertThat(actual.metrics()).as(name).isEqualTo(expected.metrics());
    for (Metric metric : expected.metrics()) {
      assertThat(actual.column(metric))
          .as("%s %s", name, metric)
          .isEqualTo(expected.column(metric));
    }
  }

  private static void assertSameOwners(Owners actual, Owners expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.of(row)).as("owner of row %d", row).isEqualTo(expected.of(row));
    }
  }
}
