package io.heapster.api.k8s.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterConnectionTest {
  private static final String FLAG = "--authentication-kubeconfig";

  @TempDir Path folder;

  private KubernetesClient open(String kubeconfig, Map<String, String> environment) {
    return new ClusterConnection(folder, environment::get).open(FLAG, kubeconfig);
  }

  private String kubeconfig(String context, String cluster) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: %s
        contexts:
        - name: here
          context: {cluster: %s, user: me}
        clusters:
        - name: here
          cluster: {server: "http://127.0.0.1:1"}
        users:
        - name: me
          user: {tokenFile: token}
        """
            .formatted(context, cluster);
    return Files.writeString(folder.resolve("config"), text).toString();
  }

  @Test
  void open_inAPod_followsTheTokenFile() throws IOException {
    Files.writeString(folder.resolve("token"), "one\n");
    Map<String, String> pod =
        Map.of("KUBERNETES_SERVICE_HOST", "::1", "KUBERNETES_SERVICE_PORT", "443");
    try (KubernetesClient client = open("", pod)) {
      assertThat(client.getMasterUrl()).hasToString("https://[::1]:443/");
      var tokens = client.getConfiguration().getOauthTokenProvider();
      assertThat(tokens.getToken()).isEqualTo("one");
      Files.writeString(folder.resolve("token"), "two\n");
      assertThat(tokens.getToken()).isEqualTo("two");
    }
  }

  @Test
  void open_nowhere_namesTheFlagAndWhatIsMissing() {
    assertThatThrownBy(() -> open("", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FLAG)
        .hasMessageContaining("KUBERNETES_SERVICE_HOST=null");
  }

  @Test
  void open_tokenFileOfAKubeconfig_isFollowed() throws IOException {
    Files.writeString(folder.resolve("token"), "one");
    try (KubernetesClient client = open(kubeconfig("here", "here"), Map.of())) {
      assertThat(client.getConfiguration().getOauthTokenProvider().getToken()).isEqualTo("one");
    }
  }

  @Test
  void open_kubeconfigThatLeadsNowhere_saysSo() throws IOException {
    String noContext = kubeconfig("there", "here");
    assertThatThrownBy(() -> open(noContext, Map.of())).hasMessageContaining("\"there\"");
    String noCluster = kubeconfig("here", "elsewhere");
    assertThatThrownBy(() -> open(noCluster, Map.of())).hasMessageContaining("\"elsewhere\"");
    assertThatThrownBy(() -> open(folder.resolve("none").toString(), Map.of()))
        .hasMessageContaining("none");
    Files.writeString(folder.resolve("config"), "[junk");
    assertThatThrownBy(() -> open(folder.resolve("config").toString(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FLAG);
  }
}
