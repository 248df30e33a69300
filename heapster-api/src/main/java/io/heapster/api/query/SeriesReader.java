package io.heapster.api.query;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.Metric;
import io.heapster.core.metric.MetricCatalog;
import io.heapster.core.metric.MetricKind;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabeledSeries;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.store.MetricStore;
import io.heapster.core.store.TimeRange;
import io.heapster.core.store.TimedValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the kept series of entities.
 *
 * @param store which does not change meanwhile
 */
record SeriesReader(MetricStore store, TimeRange range) {

  /** The series of a metric of an entity: of a plain one one or none, else one per device. */
  List<KeptSeries> read(EntityKey entity, Metric metric) {
    var found = new ArrayList<KeptSeries>();
    if (metric.labeled()) {
      for (Labels device : devices(entity)) {
        add(
            found,
            new KeptSeries(
                entity,
                metric,
                device,
                store.labeledHistory(entity, metric.name(), device, range)));
      }
    } else {
      List<TimedValue> values = store.history(entity, metric.name(), range);
      add(found, new KeptSeries(entity, metric, Labels.EMPTY, values));
    }
    return found;
  }

  private static void add(List<KeptSeries> found, KeptSeries series) {
    if (!series.values().isEmpty()) {
      found.add(series);
    }
  }

  /** All metrics that an entity may have kept values of. */
  List<Metric> metrics(EntityKey entity) {
    var metrics = new ArrayList<>(MetricCatalog.PLAIN);
    for (String name : store.metricNames(entity)) {
      if (name.startsWith(Metric.CUSTOM_PREFIX)) {
        metrics.add(Metric.custom(name.substring(Metric.CUSTOM_PREFIX.length()), MetricKind.GAUGE));
      }
    }
    metrics.addAll(MetricCatalog.LABELED);
    return metrics;
  }

  /** Whether the entity is in any of the batches that are kept in full; there is one cluster. */
  boolean knows(EntityKey entity) {
    return entity.kind() == EntityKind.CLUSTER
        || store.recent().stream().anyMatch(batch -> batch.metricSet(entity).isPresent());
  }

  private Set<Labels> devices(EntityKey entity) {
    var devices = new LinkedHashSet<Labels>();
    for (DataBatch batch : store.recent()) {
      batch.metricSet(entity).ifPresent(set -> addDevices(devices, set));
    }
    return devices;
  }

  private static void addDevices(Set<Labels> devices, MetricSet set) {
    LabeledSeries series = set.table().series();
    for (int at = series.first(set.row()); at < series.end(set.row()); at++) {
      devices.add(series.labels(at));
    }
  }

  /** The metric as the batches describe it: of a custom one, a question knows the name only. */
  Metric described(EntityKey entity, Metric asked) {
    if (asked.isCustom()) {
      for (DataBatch batch : store.recent().reversed()) {
        for (Metric metric : batch.table(entity.kind()).metrics()) {
          if (metric.name().equals(asked.name())) {
            return metric;
          }
        }
      }
    }
    return asked;
  }
}
