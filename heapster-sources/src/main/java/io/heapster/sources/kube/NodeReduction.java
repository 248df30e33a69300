package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.DaemonEndpoint;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeDaemonEndpoints;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.heapster.core.inventory.NodeInfo;
import io.heapster.core.inventory.NodeInfo.NodeResources;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes: names, addresses, state and amounts. */
final class NodeReduction implements Reduction<Node, String, NodeInfo> {
  private static final String RESOURCE_METRICS_PATH = "metrics.k8s.io/resource-metrics-path";
  private static final int HIGHEST_PORT = 65_535;

  private final SharedParts shared;
  private final FieldReader fields;
  private final String hostIdAnnotation;

  /**
   * @param hostIdAnnotation whose value is the host id where the node has no external id; may be
   *     empty
   */
  NodeReduction(SharedParts shared, FieldReader fields, String hostIdAnnotation) {
    this.shared = shared;
    this.fields = fields;
    this.hostIdAnnotation = hostIdAnnotation;
  }

  @Override
  public NodeInfo reduce(Node node) {
    ObjectMeta metadata = node.getMetadata();
    NodeSpec spec = node.getSpec() == null ? new NodeSpec() : node.getSpec();
    NodeStatus status = node.getStatus() == null ? new NodeStatus() : node.getStatus();
    String name = shared.text(metadata.getName());
    return new NodeInfo(
        name,
        shared.text(metadata.getUid()),
        shared.labels(metadata.getLabels()),
        hostname(name, status.getAddresses()),
        hostId(metadata, spec),
        addresses(status.getAddresses()),
        isReady(status),
        !Boolean.TRUE.equals(spec.getUnschedulable()),
        kubeletPort(status.getDaemonEndpoints()),
        resources(status.getCapacity()),
        resources(status.getAllocatable()),
        resourceMetricsPath(metadata.getAnnotations()));
  }

  private String hostname(String name, List<NodeAddress> addresses) {
    String hostname = name;
    for (NodeAddress address : addresses) {
      String text = address.getAddress();
      if ("Hostname".equals(address.getType()) && text != null && !text.isEmpty()) {
        hostname = shared.text(text);
      }
    }
    return hostname;
  }

  private String hostId(ObjectMeta metadata, NodeSpec spec) {
    if (spec.getExternalID() != null && !spec.getExternalID().isEmpty()) {
      return shared.text(spec.getExternalID());
    }
    Map<String, String> annotations = metadata.getAnnotations();
    return hostIdAnnotation.isEmpty() || annotations == null
        ? ""
        : shared.text(annotations.get(hostIdAnnotation));
  }

  /** Empty for a path that is none: what stands there goes into a request. */
  private String resourceMetricsPath(@Nullable Map<String, String> annotations) {
    String path = annotations == null ? null : annotations.get(RESOURCE_METRICS_PATH);
    boolean usable =
        path != null && path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return usable ? shared.text(path) : "";
  }

  private List<NodeInfo.NodeAddress> addresses(List<NodeAddress> addresses) {
    return addresses.stream()
        .map(address ->
            new NodeInfo.NodeAddress(
                shared.text(address.getType()), shared.text(address.getAddress())))
        .toList();
  }

  private static boolean isReady(NodeStatus status) {
    return status.getConditions().stream()
        .noneMatch(condition ->
            "Ready".equals(condition.getType()) && !"True".equals(condition.getStatus()));
  }

  /** 0 where the node reports none, or a number that is no port. */
  private static int kubeletPort(@Nullable NodeDaemonEndpoints endpoints) {
    DaemonEndpoint kubelet = endpoints == null ? null : endpoints.getKubeletEndpoint();
    Integer port = kubelet == null ? null : kubelet.getPort();
    return port == null || port < 1 || port > HIGHEST_PORT ? 0 : port;
  }

  private NodeResources resources(@Nullable Map<String, Quantity> amounts) {
    long cpuMillicores = fields.cpuMillicores(amounts);
    long memoryBytes = fields.memoryBytes(amounts);
    return cpuMillicores == 0 && memoryBytes == 0
        ? NodeResources.NONE
        : new NodeResources(cpuMillicores, memoryBytes);
  }

  @Override
  public String key(@Nullable String namespace, String name) {
    return shared.text(name);
  }

  @Override
  public Node stub(String name) {
    var stub = new Node();
    stub.setMetadata(ReducedStore.named(null, name));
    return stub;
  }
}
