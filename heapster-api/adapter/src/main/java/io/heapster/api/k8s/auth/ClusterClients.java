package io.heapster.api.k8s.auth;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens clients of the API server for other purposes than reviews, by the same rules. */
public final class ClusterClients {
  private ClusterClients() {}

  /**
   * Opens a client, which its caller closes. Nothing is asked of the API server.
   *
   * @param flag for messages, e.g. {@code --lister-kubeconfig}
   * @param kubeconfig a file; empty for what the pod has
   * @param environment gives the value of an environment variable, or null
   * @throws IllegalArgumentException when there is no way to the API server; names the flag
   */
  public static KubernetesClient open(
      String flag, String kubeconfig, UnaryOperator<@Nullable String> environment) {
    return new ClusterConnection(ClusterConnection.SERVICE_ACCOUNT, environment)
        .open(flag, kubeconfig);
  }
}
