package io.heapster.core.metric;

import java.util.Set;

/** The six figures a kubelet gives of a file system, as metrics of one family. */
public record FilesystemMetrics(
    Metric usage,
    Metric capacity,
    Metric available,
    Metric inodes,
    Metric inodesFree,
    Metric inodesUsed) {

  static FilesystemMetrics of(
      Registrar registrar, String family, String what, Set<EntityKind> carriers) {
    return new FilesystemMetrics(
        registrar.newGauge(family + "/usage", MetricUnit.BYTES, carriers, "Bytes used on " + what),
        registrar.newGauge(family + "/capacity", MetricUnit.BYTES, carriers, "Size of " + what),
        registrar.newGauge(
            family + "/available", MetricUnit.BYTES, carriers, "Bytes free on " + what),
        registrar.newGauge(family + "/inodes", MetricUnit.COUNT, carriers, "Inodes of " + what),
        registrar.newGauge(
            family + "/inodes_free", MetricUnit.COUNT, carriers, "Inodes free on " + what),
        registrar.newGauge(
            family + "/inodes_used", MetricUnit.COUNT, carriers, "Inodes used on " + what));
  }
}
