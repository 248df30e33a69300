package io.heapster.processors;

import static io.heapster.core.metric.PlainMetrics.CPU_LIMIT;
import static io.heapster.core.metric.PlainMetrics.CPU_REQUEST;
import static io.heapster.core.metric.PlainMetrics.MEMORY_LIMIT;
import static io.heapster.core.metric.PlainMetrics.MEMORY_REQUEST;
import static io.heapster.core.metric.PlainMetrics.MEMORY_USAGE;
import static io.heapster.core.metric.PlainMetrics.RESTART_COUNT;
import static io.heapster.processors.FakeInventory.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.LabelColumn;
import io.heapster.core.model.Labels;
import io.heapster.core.model.Owners;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodEnricherTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long STARTED = 1_772_000_000_000_000_000L;
  private static final EntityKey.Pod POD = new EntityKey.Pod("default", "web-1");
  private static final EntityKey.PodContainer C1 = new EntityKey.PodContainer(POD, "c1");
  private static final EntityKey.PodContainer NGINX = new EntityKey.PodContainer(POD, "nginx");
  private static final Labels APP = Labels.of("app", "web");

  private final FakeInventory inventory = new FakeInventory();
  private final PodEnricher enricher = new PodEnricher(inventory, LabelPolicy.standard());
  private final Picture scraped = new Picture();

  private PodInfo knownPod(ContainerInfo... containers) {
    return inventory.putPod(POD, STARTED, APP, containers);
  }

  private PodInfo heapstersPod() {
    return knownPod(
        container("c1", null, 100, 0, 555, 0), container("nginx", 2, 333, 2222, 1000, 3333));
  }

  private Picture enriched() {
    return Picture.of(enricher.process(scraped.batch(NOW)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"container and pod", "container", "pod"})
  void a53_missingRows_areStubsAndRequestsAddUp(String present) {
    heapstersPod();
    scraped.node("n1");
    if (present.contains("pod")) {
      scraped.pod(POD, "n1");
    }
    if (present.contains("container")) {
      scraped.container(POD, "c1", "n1");
    }

    DataBatch summed = Rollup.PODS.process(enricher.process(scraped.batch(NOW)));

    Picture picture = Picture.of(summed);
    assertThat(picture.get(C1).values)
        .containsAllEntriesOf(
            Map.of(CPU_REQUEST, 100L, MEMORY_REQUEST, 555L, CPU_LIMIT, 0L, MEMORY_LIMIT, 0L));
    assertThat(picture.get(POD).values)
        .containsAllEntriesOf(
            Map.of(
                CPU_REQUEST, 433L, MEMORY_REQUEST, 1555L, CPU_LIMIT, 2222L, MEMORY_LIMIT, 3333L));
    assertThat(picture.get(POD).labels).containsEntry("nodename", "n1");
    assertThat(picture.get(new EntityKey.Namespace("default")).labels)
        .containsEntry("namespace_name", "default");
    assertThat(summed.nodeOfPod().of(0)).isZero();
  }

  @Test
  void pod_known_getsUidLabelsAndStartTime() {
    knownPod();
    scraped.pod(POD, "n1").label("pod_id", "kubelet-said");

    Entity pod = enriched().get(POD);

    assertThat(pod.labels).containsEntry("pod_id", "uid-web-1").containsEntry("labels", "app:web");
    assertThat(pod.created).isEqualTo(STARTED);
  }

  @Test
  void pod_knownWithoutStartTime_hasNoCreationTime() {
    inventory.putPod(POD, 0, APP);
    scraped.pod(POD, "n1");

    assertThat(enriched().get(POD).created).isNull();
  }

  @Test
  void pod_unknown_staysAsItIs() {
    scraped.pod(POD, "n1").label("pod_id", "kubelet-said").value(MEMORY_USAGE, 5);
    scraped.container(POD, "c1", "n1").value(MEMORY_USAGE, 5);

    Picture before = Picture.of(scraped.batch(NOW));

    assertThat(enriched().byText()).isEqualTo(before.byText());
  }

  @Test
  void container_inSpecWithStatus_getsAmountsRestartsImageAndStartTime() {
    heapstersPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "nginx", "n1");

    Entity nginx = enriched().get(NGINX);

    assertThat(nginx.values)
        .containsOnly(
            Map.entry(CPU_REQUEST, 333L),
            Map.entry(CPU_LIMIT, 2222L),
            Map.entry(MEMORY_REQUEST, 1000L),
            Map.entry(MEMORY_LIMIT, 3333L),
            Map.entry(RESTART_COUNT, 2L));
    assertThat(nginx.labels)
        .containsEntry("container_base_image", "image-nginx")
        .containsEntry("pod_id", "uid-web-1")
        .containsEntry("labels", "app:web");
    assertThat(nginx.created).isEqualTo(STARTED);
  }

  @Test
  void container_inSpecWithoutStatus_hasNeitherRestartsNorCreationTime() {
    heapstersPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "c1", "n1");

    Entity c1 = enriched().get(C1);

    assertThat(c1.values).containsKey(CPU_REQUEST).doesNotContainKey(RESTART_COUNT);
    assertThat(c1.created).isNull();
  }

  @Test
  void container_imageReported_isKept() {
    heapstersPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "c1", "n1").label("container_base_image", "reported");

    assertThat(enriched().get(C1).labels).containsEntry("container_base_image", "reported");
  }

  @Test
  void container_notInSpec_getsLabelsOnly() {
    knownPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "init", "n1");

    Entity init = enriched().get(new EntityKey.PodContainer(POD, "init"));

    assertThat(init.values).isEmpty();
    assertThat(init.labels)
        .containsEntry("labels", "app:web")
        .doesNotContainKey("container_base_image");
  }

  @Test
  void stub_ofContainerNotReported_inheritsFromThePodAndIsAsOldAsItsCounters() {
    heapstersPod();
    scraped.pod(POD, "n1").start(77);
    scraped.container(POD, "c1", "n1");

    DataBatch batch = enricher.process(scraped.batch(NOW));

    Entity stub = Picture.of(batch).get(NGINX);
    assertThat(stub.labels)
        .containsOnly(
            Map.entry("type", "pod_container"),
            Map.entry("namespace_name", "default"),
            Map.entry("pod_name", "web-1"),
            Map.entry("container_name", "nginx"),
            Map.entry("container_base_image", "image-nginx"),
            Map.entry("pod_id", "uid-web-1"),
            Map.entry("nodename", "n1"),
            Map.entry("hostname", "host-n1"),
            Map.entry("host_id", ""),
            Map.entry("labels", "app:web"));
    assertThat(stub.values).containsOnlyKeys(CPU_REQUEST, CPU_LIMIT, MEMORY_REQUEST, MEMORY_LIMIT);
    assertThat(stub.created).isEqualTo(77);
    assertThat(stub.start).isNull();
    assertThat(stub.sample).isNull();
    assertThat(batch.podOfContainer().of(1)).isZero();
  }

  @Test
  void stub_podWithoutRows_isNotMade() {
    heapstersPod();

    assertThat(enriched().entities).containsOnlyKeys(EntityKey.Cluster.INSTANCE);
  }

  @Test
  void orphan_ofUnknownPod_getsAPodRowOnItsNode() {
    scraped.node("n1");
    scraped.container(POD, "c1", "n1").label("pod_id", "kubelet-said");
    scraped.container(POD, "c2", "n1");

    DataBatch batch = enricher.process(scraped.batch(NOW));

    assertThat(Picture.of(batch).get(POD).labels)
        .containsOnly(
            Map.entry("type", "pod"),
            Map.entry("namespace_name", "default"),
            Map.entry("pod_name", "web-1"),
            Map.entry("pod_id", "kubelet-said"),
            Map.entry("nodename", "n1"),
            Map.entry("hostname", "host-n1"),
            Map.entry("host_id", ""));
    assertThat(List.of(batch.podOfContainer().of(0), batch.podOfContainer().of(1)))
        .containsExactly(0, 0);
    assertThat(batch.nodeOfPod().of(0)).isZero();
    assertThat(batch.namespaceOfPod().of(0)).isZero();
  }

  @Test
  void orphan_onUnknownNode_belongsToNoNode() {
    scraped.container(POD, "c1", "n9");

    assertThat(enricher.process(scraped.batch(NOW)).nodeOfPod().of(0)).isEqualTo(Owners.NONE);
  }

  @Test
  void sameObjects_nothingChanged_rosterLabelsOwnersAndAmountsStay() {
    heapstersPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "c1", "n1");
    DataBatch one = scraped.batch(NOW);
    DataBatch first = enricher.process(one);

    DataBatch second = enricher.process(scraped.batch(NOW.plusSeconds(60), one));

    assertThat(second.podContainers().size()).isEqualTo(2);
    assertThat(second.pods().labels()).isSameAs(first.pods().labels());
    assertThat(second.podContainers().roster()).isSameAs(first.podContainers().roster());
    assertThat(second.podContainers().labels()).isSameAs(first.podContainers().labels());
    assertThat(second.podOfContainer()).isSameAs(first.podOfContainer());
    assertThat(second.podContainers().column(CPU_REQUEST))
        .isSameAs(first.podContainers().column(CPU_REQUEST));
  }

  @Test
  void sameObjects_otherPodChanged_labelsOfTheRestStay() {
    heapstersPod();
    var other = new EntityKey.Pod("default", "other");
    inventory.putPod(other, STARTED, APP, container("c1", 0, 1, 2, 3, 4));
    scraped.pod(other, "n1");
    scraped.pod(POD, "n1");
    scraped.container(POD, "c1", "n1");
    DataBatch one = scraped.batch(NOW);
    DataBatch first = enricher.process(one);
    inventory.putPod(other, STARTED, Labels.of("app", "new"), container("c1", 1, 10, 2, 3, 4));

    DataBatch second = enricher.process(scraped.batch(NOW.plusSeconds(60), one));

    assertThat(second.pods().labels(1)).isSameAs(first.pods().labels(1));
    assertThat(second.pods().labels(0).get("labels")).isEqualTo("app:new");
    for (int row = 0; row < first.podContainers().size(); row++) {
      if (first.podContainers().key(row) instanceof EntityKey.PodContainer key
          && key.pod().equals(POD)) {
        assertThat(second.podContainers().key(row)).isSameAs(first.podContainers().key(row));
        assertThat(second.podContainers().labels(row)).isSameAs(first.podContainers().labels(row));
      }
    }
    Entity changed = Picture.of(second).get(new EntityKey.PodContainer(other, "c1"));
    assertThat(changed.values).containsEntry(CPU_REQUEST, 10L);
  }

  @Test
  void sameObjects_podCame_labelsOfTheRestStay() {
    heapstersPod();
    scraped.pod(POD, "n1");
    DataBatch one = scraped.batch(NOW);
    DataBatch first = enricher.process(one);
    var later = new Picture();
    later.pod(new EntityKey.Pod("default", "a-new-one"), "n1");
    later.pod(POD, "n1");
    List<Labels> base = List.of(later.batch(NOW).pods().labels(0), one.pods().labels(0));
    DataBatch two = later.batch(NOW.plusSeconds(60));
    two =
        two.with(
            two.pods().toBuilder().entities(two.pods().roster(), LabelColumn.of(base)).build());

    DataBatch second = enricher.process(two);

    assertThat(second.pods().labels(1)).isSameAs(first.pods().labels(0));
  }

  @Test
  void stub_containerReportedAtLast_becomesARealRow() {
    heapstersPod();
    scraped.pod(POD, "n1");
    scraped.container(POD, "c1", "n1");
    enriched();
    scraped.container(POD, "nginx", "n1").value(MEMORY_USAGE, 9);

    Picture later = enriched();

    assertThat(later.get(NGINX).values)
        .containsEntry(RESTART_COUNT, 2L)
        .containsEntry(MEMORY_USAGE, 9L);
    assertThat(later.entities.keySet()).filteredOn(NGINX::equals).hasSize(1);
  }

  @Test
  void stub_podMovedToAnotherNode_followsIt() {
    heapstersPod();
    scraped.pod(POD, "n1");
    enriched();

    scraped.pod(POD, "n2");

    assertThat(enriched().get(NGINX).labels)
        .containsEntry("nodename", "n2")
        .containsEntry("hostname", "host-n2");
  }
}
