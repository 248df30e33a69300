package io.heapster.api.k8s.auth;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens clients of the API server. Each starts from an empty configuration, so that neither {@code
 * ~/.kube/config} nor a stray variable changes anything.
 *
 * @param serviceAccount folder of what Kubernetes gives a pod
 * @param environment gives a variable's value, or null
 */
record ClusterConnection(Path serviceAccount, UnaryOperator<@Nullable String> environment) {
  static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  /**
   * Opens a client, which its caller closes. Nothing is asked of the API server.
   *
   * @param flag for messages
   * @param kubeconfig a file; empty for what the pod has
   * @throws IllegalArgumentException when there is no way to the API server
   */
  KubernetesClient open(String flag, String kubeconfig) {
    Config config = kubeconfig.isEmpty() ? inCluster(flag) : fromFile(flag, Path.of(kubeconfig));
    config.setUserAgent("heapster");
    config.setOnlyHttpWatches(true);
    // With HTTP/1.1 a review that hangs holds up no other.
    config.setHttp2Disable(true);
    config.setRequestTimeout(Math.toIntExact(ReviewClient.TIME_LIMIT.toMillis()));
    config.setConnectionTimeout(Math.toIntExact(ReviewClient.TIME_LIMIT.toMillis()));
    // Reviews are repeated by rules of their own.
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new DirectHttpClients())
        .build();
  }

  private Config inCluster(String flag) {
    String host = environment.apply(HOST);
    String port = environment.apply(PORT);
    Path token = serviceAccount.resolve("token");
    if (host == null || port == null || !Files.isReadable(token)) {
      throw new IllegalArgumentException(
          "%s is not given, and this is no pod with a service account: %s=%s, %s=%s, %s"
                  .formatted(flag, HOST, host, PORT, port, token)
              + (Files.isReadable(token) ? " is there" : " cannot be read")
              + ". Outside a pod give a kubeconfig");
    }
    Config config = Config.empty();
    config.setMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    Path authority = serviceAccount.resolve("ca.crt");
    if (Files.isReadable(authority)) {
      config.setCaCertFile(authority.toString());
    }
    config.setOauthTokenProvider(() -> read(token));
    return config;
  }

  private static Config fromFile(String flag, Path file) {
    try {
      io.fabric8.kubernetes.api.model.Config content =
          Serialization.unmarshal(
              Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
      requireServer(content);
      Config config = Config.fromKubeconfig(file.toFile());
      tokenFile(content, file).ifPresent(token -> config.setOauthTokenProvider(() -> read(token)));
      return config;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%s %s cannot be used: %s".formatted(flag, file, e.getMessage()), e);
    }
  }

  /** The client library passes over a missing context or cluster in silence. */
  private static void requireServer(io.fabric8.kubernetes.api.model.Config content) {
    Context context =
        context(content)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "its current-context \"%s\" is not there"
                        .formatted(content.getCurrentContext())));
    boolean found =
        content.getClusters().stream()
            .filter(each -> each.getName().equals(context.getCluster()))
            .map(each -> each.getCluster().getServer())
            .anyMatch(server -> server != null && !server.isEmpty());
    if (!found) {
      throw new IllegalArgumentException(
          "its cluster \"%s\" is not there or has no server".formatted(context.getCluster()));
    }
  }

  private static Optional<Context> context(io.fabric8.kubernetes.api.model.Config content) {
    return content.getContexts().stream()
        .filter(each -> each.getName().equals(content.getCurrentContext()))
        .findFirst()
        .map(NamedContext::getContext);
  }

  /** The client library does not know {@code tokenFile}. */
  private static Optional<Path> tokenFile(
      io.fabric8.kubernetes.api.model.Config content, Path kubeconfig) {
    return context(content)
        .flatMap(context ->
            content.getUsers().stream()
                .filter(user -> user.getName().equals(context.getUser()))
                .findFirst())
        .map(NamedAuthInfo::getUser)
        .map(AuthInfo::getTokenFile)
        .filter(name -> !name.isEmpty())
        .map(name -> kubeconfig.toAbsolutePath().resolveSibling(name));
  }

  /** Read for each request: a small file that lies in memory, and it rotates. */
  private static String read(Path token) {
    try {
      return Files.readString(token).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token file " + token, e);
    }
  }
}
