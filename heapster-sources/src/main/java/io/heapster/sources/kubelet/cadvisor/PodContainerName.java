package io.heapster.sources.kubelet.cadvisor;

import io.heapster.sources.kubelet.sample.NodeNames;
import org.jspecify.annotations.Nullable;

/** To which pod a container belongs, and its name there. */
record PodContainerName(String namespace, String pod, String container) {
  private static final String DOCKER_PREFIX = "k8s_";

  /** By the container's labels; null when it belongs to no pod. */
  static @Nullable PodContainerName of(ContainerSpec spec, NodeNames names) {
    String namespace = spec.namespace();
    String pod = spec.pod();
    // Kubernetes 1.0 wrote both names into the pod's label
    int slash = pod.indexOf('/');
    if (namespace.isEmpty() && slash >= 0) {
      namespace = shared(pod.substring(0, slash), names);
      pod = shared(pod.substring(slash + 1), names);
    }
    String container = spec.container();
    if (container.isEmpty()) {
      container = shared(fromDockerName(spec.name()), names);
    }
    return namespace.isEmpty() || pod.isEmpty() || container.isEmpty()
        ? null
        : new PodContainerName(namespace, pod, container);
  }

  /** Of {@code k8s_<name>.<hash>...}, as Kubernetes 1.0 named containers; empty for others. */
  private static String fromDockerName(String name) {
    int dot = name.indexOf('.');
    return dot > DOCKER_PREFIX.length() ? name.substring(DOCKER_PREFIX.length(), dot) : "";
  }

  private static String shared(String made, NodeNames names) {
    char[] text = made.toCharArray();
    return names.resolve(text, 0, text.length);
  }
}
