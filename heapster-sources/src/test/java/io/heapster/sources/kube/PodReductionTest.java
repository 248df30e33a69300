package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.EntityKey;
import org.junit.jupiter.api.Test;

final class PodReductionTest {
  private static final String BAD_QUANTITY =
      "heapster_values_dropped_total{reason=\"bad_quantity\"}";

  private final TestCluster cluster = new TestCluster();
  private final PodReduction reduction =
      new PodReduction(new SharedParts(), new FieldReader(cluster.telemetry));

  private PodInfo reduce(String specAndStatus) {
    return reduction.reduce(
        Serialization.unmarshal(
            "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"web\"}," + specAndStatus + "}",
            Pod.class));
  }

  private ContainerInfo onlyContainer(String resources, String status) {
    return reduce(
            "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":"
                + resources
                + "}]},\"status\":{\"containerStatuses\":["
                + status
                + "]}")
        .containers()
        .getFirst();
  }

  @Test
  void pod_withNothingButAName_isEmpty() {
    PodInfo pod = reduce("\"kind\":\"Pod\"");
    assertThat(pod.key()).isEqualTo(new EntityKey.Pod("shop", "web"));
    assertThat(pod.uid()).isEmpty();
    assertThat(pod.nodeName()).isEmpty();
    assertThat(pod.labels().isEmpty()).isTrue();
    assertThat(pod.startTimeNanos()).isZero();
    assertThat(pod.containers()).isEmpty();
  }

  @Test
  void containers_keepTheirOrderWithoutInitContainers() {
    PodInfo pod =
        reduce(
            "\"spec\":{\"initContainers\":[{\"name\":\"init\"}],"
                + "\"containers\":[{\"name\":\"z\"},{\"name\":\"a\"}]}");
    assertThat(pod.containers()).extracting(ContainerInfo::name).containsExactly("z", "a");
  }

  @Test
  void container_withoutStatus_hasNoRestartCount() {
    assertThat(onlyContainer("{}", "{\"name\":\"other\",\"restartCount\":3}").restartCount())
        .isNull();
    assertThat(onlyContainer("{}", "{\"name\":\"c\",\"restartCount\":3}").restartCount())
        .isEqualTo(3);
  }

  @Test
  void container_unsetAmounts_areZero() {
    ContainerInfo container = onlyContainer("{\"requests\":{\"cpu\":\"1500u\"}}", "");
    assertThat(container.cpuRequestMillicores()).isEqualTo(2);
    assertThat(container.cpuLimitMillicores()).isZero();
    assertThat(container.memoryRequestBytes()).isZero();
    assertThat(container.memoryLimitBytes()).isZero();
    assertThat(cluster.counter(BAD_QUANTITY)).isZero();
  }

  @Test
  void container_resizedInPlace_countsWhatIsInForce() {
    ContainerInfo container =
        onlyContainer(
            "{\"requests\":{\"cpu\":\"2\",\"memory\":\"2Gi\"},\"limits\":{\"cpu\":\"4\"}}",
            "{\"name\":\"c\",\"restartCount\":0,\"resources\":"
                + "{\"requests\":{\"cpu\":\"1\",\"memory\":\"1Gi\"},\"limits\":{\"cpu\":\"3\"}}}");
    assertThat(container).isEqualTo(new ContainerInfo("c", "i", 0, 1000, 3000, 1L << 30, 0));
  }

  @Test
  void container_emptyReportedResources_countWhatIsAsked() {
    ContainerInfo container =
        onlyContainer(
            "{\"requests\":{\"cpu\":\"2\"}}",
            "{\"name\":\"c\",\"restartCount\":0,\"resources\":{}}");
    assertThat(container.cpuRequestMillicores()).isEqualTo(2000);
  }

  @Test
  void pod_ownResources_areLeftOut() {
    PodInfo pod =
        reduce(
            "\"spec\":{\"resources\":{\"requests\":{\"cpu\":\"8\"}},"
                + "\"containers\":[{\"name\":\"c\"}]}");
    assertThat(pod.containers().getFirst().cpuRequestMillicores()).isZero();
  }

  @Test
  void quantity_malformed_isZeroAndCounted() {
    ContainerInfo container =
        onlyContainer("{\"requests\":{\"cpu\":\"lots\",\"memory\":\"64Mb\"}}", "");
    assertThat(container.cpuRequestMillicores()).isZero();
    assertThat(container.memoryRequestBytes()).isZero();
    assertThat(cluster.counter(BAD_QUANTITY)).isEqualTo(2);
  }

  @Test
  void startTime_ofAnyForm_isReadOrCounted() {
    assertThat(reduce("\"status\":{\"startTime\":\"1970-01-01T00:00:01.5Z\"}").startTimeNanos())
        .isEqualTo(1_500_000_000L);
    assertThat(reduce("\"status\":{\"startTime\":\"1970-01-01T01:00:00+01:00\"}").startTimeNanos())
        .isZero();
    assertThat(reduce("\"status\":{\"startTime\":\"yesterday\"}").startTimeNanos()).isZero();
    assertThat(reduce("\"status\":{\"startTime\":\"9999-01-01T00:00:00Z\"}").startTimeNanos())
        .isZero();
    assertThat(cluster.counter("heapster_values_dropped_total{reason=\"bad_time\"}")).isEqualTo(2);
  }

  @Test
  void podsOfOneDeployment_shareLabelsAndContainers() {
    PodInfo one = reduction.reduce(TestCluster.pod("shop", "web-0"));
    PodInfo other = reduction.reduce(TestCluster.pod("shop", "web-1"));
    assertThat(other.labels()).isSameAs(one.labels());
    assertThat(other.containers()).isSameAs(one.containers());
    assertThat(other.nodeName()).isSameAs(one.nodeName());
    assertThat(other.key().namespace()).isSameAs(one.key().namespace());
  }
}
