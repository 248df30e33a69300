package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.model.EntityKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Heap of a cached pod, everything in (index, pools): 390 bytes a pod of two containers, a tenth of
 * the pods with labels of their own (Temurin 25, serial collector, without compact object headers,
 * 2026-11-21). The budget is 2 KB.
 */
final class PodHeapTest {
  private static final int PODS = 20_000;
  private static final int PODS_OF_DEPLOYMENT = 10;
  private static final long BUDGET_BYTES = 2_048;

  @Test
  void pod_cached_costsLessThanTheBudget() {
    TestCluster cluster = new TestCluster();
    long before = usedBytes();
    var store =
        new ReducedStore<Pod, EntityKey.Pod, PodInfo>(
            new PodReduction(new SharedParts(), new FieldReader(cluster.telemetry)),
            cluster.telemetry);
    for (int i = 0; i < PODS; i++) {
      Pod pod = pod(i);
      store.put(store.getKey(pod), pod);
    }
    long bytesPerPod = (usedBytes() - before) / PODS;
    LoggerFactory.getLogger(PodHeapTest.class).info("{} bytes a pod", bytesPerPod);
    assertThat(store.size()).isEqualTo(PODS);
    assertThat(bytesPerPod).isBetween(100L, BUDGET_BYTES);
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static Pod pod(int number) {
    int deployment = number / PODS_OF_DEPLOYMENT;
    String name = "deployment-" + deployment + "-7596d6679d-" + number;
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("namespace-" + deployment % 50)
        .withName(name)
        .withUid(new UUID(number, deployment).toString())
        .addToLabels("app.kubernetes.io/name", "deployment-" + deployment)
        .addToLabels("pod-template-hash", Integer.toHexString(deployment * 7919))
        .addToLabels("statefulset.kubernetes.io/pod-name", deployment % 10 == 0 ? name : "none")
        .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "x".repeat(2_000))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-" + number % 1_000)
        .addNewContainer()
        .withName("main")
        .withImage("registry.example.org/team/deployment-" + deployment + ":v1")
        .withNewResources()
        .addToRequests("cpu", new Quantity("100m"))
        .addToLimits("memory", new Quantity("256Mi"))
        .endResources()
        .endContainer()
        .addNewContainer()
        .withName("sidecar")
        .withImage("registry.example.org/mesh/proxy:v9")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withStartTime("2026-02-25T22:09:00Z")
        .addNewContainerStatus()
        .withName("main")
        .withRestartCount(number % 7 == 0 ? 1 : 0)
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
