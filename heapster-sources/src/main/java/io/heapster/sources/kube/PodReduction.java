package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.heapster.core.inventory.PodInfo;
import io.heapster.core.inventory.PodInfo.ContainerInfo;
import io.heapster.core.model.EntityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods: names, labels and containers. Amounts given for a pod as a whole ({@code spec.resources})
 * are left out, because a pod's requests and limits are the sums of its containers'.
 */
final class PodReduction implements Reduction<Pod, EntityKey.Pod, PodInfo> {
  private final SharedParts shared;
  private final FieldReader fields;

  PodReduction(SharedParts shared, FieldReader fields) {
    this.shared = shared;
    this.fields = fields;
  }

  @Override
  public PodInfo reduce(Pod pod) {
    ObjectMeta metadata = pod.getMetadata();
    PodSpec spec = pod.getSpec() == null ? new PodSpec() : pod.getSpec();
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    return new PodInfo(
        key(metadata.getNamespace(), metadata.getName()),
        metadata.getUid() == null ? "" : metadata.getUid(),
        shared.text(spec.getNodeName()),
        shared.labels(metadata.getLabels()),
        fields.epochNanos(status.getStartTime()),
        containers(spec, status));
  }

  private List<ContainerInfo> containers(PodSpec spec, PodStatus status) {
    return shared.containers(
        spec.getContainers().stream()
            .map(container -> container(container, statusOf(container.getName(), status)))
            .toList());
  }

  private static @Nullable ContainerStatus statusOf(String name, PodStatus status) {
    for (ContainerStatus each : status.getContainerStatuses()) {
      if (name.equals(each.getName())) {
        return each;
      }
    }
    return null;
  }

  private ContainerInfo container(Container container, @Nullable ContainerStatus status) {
    ResourceRequirements resources = inForce(container, status);
    return new ContainerInfo(
        shared.text(container.getName()),
        shared.text(container.getImage()),
        status == null ? null : status.getRestartCount(),
        fields.cpuMillicores(resources.getRequests()),
        fields.cpuMillicores(resources.getLimits()),
        fields.memoryBytes(resources.getRequests()),
        fields.memoryBytes(resources.getLimits()));
  }

  /**
   * What the kubelet has put in force, else what the spec asks for. Kubelets which do not know
   * in-place resize, or have not got to this container yet, report nothing or an empty object.
   */
  private static ResourceRequirements inForce(
      Container container, @Nullable ContainerStatus status) {
    ResourceRequirements reported = status == null ? null : status.getResources();
    if (reported != null && namesAmounts(reported)) {
      return reported;
    }
    ResourceRequirements asked = container.getResources();
    return asked == null ? new ResourceRequirements() : asked;
  }

  private static boolean namesAmounts(ResourceRequirements resources) {
    return (resources.getRequests() != null && !resources.getRequests().isEmpty())
        || (resources.getLimits() != null && !resources.getLimits().isEmpty());
  }

  @Override
  public EntityKey.Pod key(@Nullable String namespace, String name) {
    return new EntityKey.Pod(shared.text(namespace), name);
  }

  @Override
  public Pod stub(EntityKey.Pod key) {
    var stub = new Pod();
    stub.setMetadata(ReducedStore.named(key.namespace(), key.name()));
    return stub;
  }
}
