package io.heapster.processors;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.metric.LabelKeys;
import io.heapster.core.metric.ValueType;
import io.heapster.core.model.Column;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.EntityTable;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.pipeline.DataProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds what pod objects know to pods and their containers: uid, labels, image, requests, limits,
 * restarts, creation time; and rows for containers of the spec that no kubelet reported. A pod
 * without an object stays as it is; a pod's phase does not matter.
 */
public final class PodEnricher implements DataProcessor {
  private final ClusterInventory inventory;
  private final LabelPolicy policy;
  private final StubContainers stubs = new StubContainers();
  private final DerivedLabels<PodInfo> podLabels = new DerivedLabels<>(this::labelsOfPod);
  private final DerivedLabels<PodInfo> containerLabels =
      new DerivedLabels<>(this::labelsOfContainer);
  // The amounts stay while the containers' labels are the same object: then the pods are, too.
  private @Nullable PodAmounts amounts;
  private LabelColumn amountsFor = LabelColumn.EMPTY;

  public PodEnricher(ClusterInventory inventory, LabelPolicy policy) {
    this.inventory = inventory;
    this.policy = policy;
  }

  @Override
  public String name() {
    return "pod_based_enricher";
  }

  @Override
  public DataBatch process(DataBatch batch) {
    DataBatch scraped = OrphanContainers.adopt(batch);
    List<@Nullable PodInfo> infos = infos(scraped.pods());
    DataBatch complete = stubs.append(scraped, infos);
    return complete.toBuilder()
        .table(pods(complete.pods(), infos))
        .table(containers(complete, infos, scraped.podContainers().size()))
        .build();
  }

  private List<@Nullable PodInfo> infos(EntityTable pods) {
    var infos = new ArrayList<@Nullable PodInfo>(pods.size());
    for (int row = 0; row < pods.size(); row++) {
      infos.add(inventory.pod((EntityKey.Pod) pods.key(row)).orElse(null));
    }
    return infos;
  }

  private EntityTable pods(EntityTable pods, List<@Nullable PodInfo> infos) {
    Column.Builder created = Column.builder(ValueType.INT64, pods.size());
    for (int row = 0; row < pods.size(); row++) {
      PodInfo info = infos.get(row);
      if (info != null && info.startTimeNanos() != 0) {
        created.set(row, info.startTimeNanos());
      } else {
        copy(pods.entityCreated(), row, created, row);
      }
    }
    return pods.toBuilder()
        .entities(pods.roster(), podLabels.of(pods, infos))
        .entityCreated(created.build())
        .build();
  }

  private EntityTable containers(DataBatch batch, List<@Nullable PodInfo> infos, int reported) {
    EntityTable containers = batch.podContainers();
    List<@Nullable PodInfo> podOfRow = new ArrayList<>(containers.size());
    for (int row = 0; row < containers.size(); row++) {
      podOfRow.add(infos.get(batch.podOfContainer().of(row)));
    }
    LabelColumn labels = containerLabels.of(containers, podOfRow);
    PodAmounts current = amounts;
    if (current == null || labels != amountsFor) {
      current = PodAmounts.of(containers, podOfRow, reported);
      amounts = current;
      amountsFor = labels;
    }
    return current
        .putInto(containers.toBuilder())
        .entities(containers.roster(), labels)
        .entityCreated(created(batch, podOfRow, current.restartCount(), reported))
        .build();
  }

  /**
   * A reported container with a status is as old as its pod; a stub, oddly, as old as the pod's
   * counters, as in Heapster.
   */
  private static Column created(
      DataBatch batch, List<@Nullable PodInfo> podOfRow, Column restartCount, int reported) {
    EntityTable containers = batch.podContainers();
    Column.Builder created = Column.builder(ValueType.INT64, containers.size());
    for (int row = 0; row < containers.size(); row++) {
      PodInfo info = podOfRow.get(row);
      if (row >= reported) {
        copy(batch.pods().collectionStart(), batch.podOfContainer().of(row), created, row);
      } else if (info != null && info.startTimeNanos() != 0 && restartCount.has(row)) {
        created.set(row, info.startTimeNanos());
      } else {
        copy(containers.entityCreated(), row, created, row);
      }
    }
    return created.build();
  }

  private static void copy(Column from, int fromRow, Column.Builder to, int row) {
    if (from.has(fromRow)) {
      to.copy(row, from, fromRow);
    }
  }

  private Labels labelsOfPod(EntityKey key, Labels before, @Nullable PodInfo pod) {
    return pod == null ? before : before.with(pairs(pod));
  }

  private Labels labelsOfContainer(EntityKey key, Labels before, @Nullable PodInfo pod) {
    if (pod == null) {
      return before;
    }
    Map<String, String> pairs = pairs(pod);
    ContainerInfo container = pod.container(((EntityKey.PodContainer) key).name());
    if (container != null && before.get(LabelKeys.CONTAINER_BASE_IMAGE) == null) {
      pairs.putIfAbsent(LabelKeys.CONTAINER_BASE_IMAGE, container.image());
    }
    return before.with(pairs);
  }

  private Map<String, String> pairs(PodInfo pod) {
    var pairs = new HashMap<String, String>();
    pairs.put(LabelKeys.POD_ID, pod.uid());
    pairs.putAll(policy.pairs(pod.labels()));
    return pairs;
  }
}
