package io.heapster.sources.kube;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kubeconfig file, entered by its current context. The client library reads it too, but passes
 * over a missing context or cluster in silence and does not know {@code tokenFile}.
 */
final class Kubeconfig {
  private final Path file;
  private final io.fabric8.kubernetes.api.model.Config content;

  /**
   * @throws ApiAccessException when the file cannot be read, is no kubeconfig, or its current
   *     context leads nowhere
   */
  Kubeconfig(Path file) {
    this.file = file;
    this.content = parse(file);
    requireServer();
  }

  /**
   * The client's configuration; runs the user's credential plugin, if there is one.
   *
   * @throws ApiAccessException when the plugin cannot be run
   */
  Config clientConfig() {
    try {
      return Config.fromKubeconfig(file.toFile());
    } catch (RuntimeException e) {
      throw new ApiAccessException("kubeconfig " + file + ": " + e.getMessage(), e);
    }
  }

  /** The file that holds the token, which wins over a token in the kubeconfig itself. */
  Optional<Path> tokenFile() {
    return user()
        .map(AuthInfo::getTokenFile)
        .filter(name -> !name.isEmpty())
        .map(name -> file.toAbsolutePath().resolveSibling(name));
  }

  /** Whether the token comes from a credential plugin and so must be asked for again. */
  boolean hasPlugin() {
    return user().map(AuthInfo::getExec).isPresent();
  }

  /** Whether the client library itself keeps the token fresh (the old {@code auth-provider}). */
  boolean hasAuthProvider() {
    return user().map(AuthInfo::getAuthProvider).isPresent();
  }

  private static io.fabric8.kubernetes.api.model.Config parse(Path file) {
    String text = CredentialFiles.read("kubeconfig", file);
    try {
      return Serialization.unmarshal(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          io.fabric8.kubernetes.api.model.Config.class);
    } catch (RuntimeException e) {
      throw new ApiAccessException("file " + file + " is not a kubeconfig: " + e.getMessage(), e);
    }
  }

  private void requireServer() {
    String name = content.getCurrentContext();
    if (name == null || name.isEmpty()) {
      throw new ApiAccessException("kubeconfig " + file + ": set current-context");
    }
    String where = "kubeconfig " + file + ": context \"" + name + "\"";
    Context context = context().orElseThrow(() -> new ApiAccessException(where + " is not there"));
    if (!hasServer(context.getCluster())) {
      throw new ApiAccessException(
          where
              + " names cluster \""
              + context.getCluster()
              + "\", which is not there or has no server");
    }
  }

  private boolean hasServer(String clusterName) {
    return content.getClusters().stream()
        .filter(cluster -> cluster.getName().equals(clusterName))
        .map(NamedCluster::getCluster)
        .anyMatch(cluster -> cluster.getServer() != null && !cluster.getServer().isEmpty());
  }

  private Optional<Context> context() {
    return content.getContexts().stream()
        .filter(context -> content.getCurrentContext().equals(context.getName()))
        .findFirst()
        .map(NamedContext::getContext);
  }

  private Optional<AuthInfo> user() {
    return context()
        .flatMap(context ->
            content.getUsers().stream()
                .filter(user -> user.getName().equals(context.getUser()))
                .findFirst())
        .map(NamedAuthInfo::getUser);
  }
}
