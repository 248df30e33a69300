package io.heapster.processors;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.NamespaceInfo;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import io.heapster.core.pipeline.DataProcessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds the namespace's uid to namespaces, pods and their containers. Where no object is known, the
 * namespace itself gets an empty one, as in Heapster, and the others none.
 */
public final class NamespaceEnricher implements DataProcessor {
  private final ClusterInventory inventory;
  private final DerivedLabels<NamespaceInfo> namespaceLabels =
      new DerivedLabels<>(
          (_, before, info) -> before.with(LabelKeys.NAMESPACE_ID, info == null ? "" : info.uid()));
  private final DerivedLabels<NamespaceInfo> podLabels =
      new DerivedLabels<>(NamespaceEnricher::labels);
  private final DerivedLabels<NamespaceInfo> containerLabels =
      new DerivedLabels<>(NamespaceEnricher::labels);

  public NamespaceEnricher(ClusterInventory inventory) {
    this.inventory = inventory;
  }

  @Override
  public String name() {
    return "namespace_based_enricher";
  }

  @Override
  public DataBatch process(DataBatch batch) {
    List<@Nullable NamespaceInfo> ofNamespaces = ofNamespaces(batch.namespaces());
    List<@Nullable NamespaceInfo> ofPods = ofPods(batch, ofNamespaces);
    return batch.toBuilder()
        .table(labeled(batch.namespaces(), namespaceLabels, ofNamespaces))
        .table(labeled(batch.pods(), podLabels, ofPods))
        .table(labeled(batch.podContainers(), containerLabels, ofContainers(batch, ofPods)))
        .build();
  }

  private static EntityTable labeled(
      EntityTable table, DerivedLabels<NamespaceInfo> labels, List<@Nullable NamespaceInfo> infos) {
    return table.toBuilder().entities(table.roster(), labels.of(table, infos)).build();
  }

  private List<@Nullable NamespaceInfo> ofNamespaces(EntityTable namespaces) {
    var infos = new ArrayList<@Nullable NamespaceInfo>(namespaces.size());
    for (int row = 0; row < namespaces.size(); row++) {
      infos.add(info(((EntityKey.Namespace) namespaces.key(row)).name()));
    }
    return infos;
  }

  private List<@Nullable NamespaceInfo> ofPods(
      DataBatch batch, List<@Nullable NamespaceInfo> ofNamespaces) {
    EntityTable pods = batch.pods();
    var infos = new ArrayList<@Nullable NamespaceInfo>(pods.size());
    for (int row = 0; row < pods.size(); row++) {
      int namespace = batch.namespaceOfPod().of(row);
      infos.add(
          namespace == Owners.NONE
              ? info(((EntityKey.Pod) pods.key(row)).namespace())
              : ofNamespaces.get(namespace));
    }
    return infos;
  }

  private List<@Nullable NamespaceInfo> ofContainers(
      DataBatch batch, List<@Nullable NamespaceInfo> ofPods) {
    EntityTable containers = batch.podContainers();
    var infos = new ArrayList<@Nullable NamespaceInfo>(containers.size());
    for (int row = 0; row < containers.size(); row++) {
      int pod = batch.podOfContainer().of(row);
      infos.add(
          pod == Owners.NONE
              ? info(((EntityKey.PodContainer) containers.key(row)).pod().namespace())
              : ofPods.get(pod));
    }
    return infos;
  }

  private @Nullable NamespaceInfo info(String namespace) {
    return inventory.namespace(namespace).orElse(null);
  }

  private static Labels labels(EntityKey key, Labels before, @Nullable NamespaceInfo info) {
    return info == null ? before : before.with(LabelKeys.NAMESPACE_ID, info.uid());
  }
}
