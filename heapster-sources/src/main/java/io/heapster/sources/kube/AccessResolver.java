package io.heapster.sources.kube;

import io.fabric8.kubernetes.client.Config;
import io.heapster.core.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an {@link ApiServerConfig} into an {@link ApiAccess}. The client library starts from an
 * empty configuration each time, so that neither {@code ~/.kube/config} nor a stray variable or
 * system property changes anything.
 */
record AccessResolver(ApiServerConfig wanted, ServiceAccount account, TimeSource time) {
  private static final Logger LOG = LoggerFactory.getLogger(AccessResolver.class);
  private static final Duration TOKEN_FILE_MAX_AGE = Duration.ofSeconds(5);
  private static final Duration PLUGIN_MAX_AGE = Duration.ofMinutes(1);

  ApiAccess resolve() {
    if (wanted.inClusterConfig()) {
      return inCluster();
    }
    return wanted.kubeconfig() == null
        ? plain()
        : fromKubeconfig(new Kubeconfig(wanted.kubeconfig()));
  }

  private ApiAccess inCluster() {
    Config config = Config.empty();
    config.setMasterUrl(account.requireServer(wanted.apiServer()).toString());
    if (wanted.insecure()) {
      trustAnyone(config);
    } else if (Files.isReadable(account.caFile())) {
      config.setCaCertFile(account.caFile().toString());
    } else {
      LOG.warn("no file {}: verifying the API server by the machine's CAs", account.caFile());
    }
    return access(config, tokenFrom(account.tokenFile()));
  }

  private ApiAccess plain() {
    Config config = Config.empty();
    config.setMasterUrl(
        Objects.requireNonNull(wanted.apiServer(), "an address, a kubeconfig or inClusterConfig")
            .toString());
    if (wanted.insecure()) {
      trustAnyone(config);
    }
    return access(config, Optional::empty);
  }

  private ApiAccess fromKubeconfig(Kubeconfig kubeconfig) {
    Config config = kubeconfig.clientConfig();
    Optional<Path> tokenFile = kubeconfig.tokenFile();
    if (tokenFile.isPresent()) {
      return access(config, tokenFrom(tokenFile.get()));
    }
    if (kubeconfig.hasAuthProvider()) {
      return new ApiAccess(
          config,
          new RefreshedToken(
              tokenOf(config), () -> tokenOf(config), Duration.ZERO, Runnable::run, time));
    }
    return access(
        config,
        kubeconfig.hasPlugin()
            ? new RefreshedToken(
                tokenOf(config),
                () -> tokenOf(kubeconfig.clientConfig()),
                PLUGIN_MAX_AGE,
                Thread::startVirtualThread,
                time)
            : constant(tokenOf(config)));
  }

  private ApiAccess access(Config config, Supplier<Optional<String>> configured) {
    Supplier<Optional<String>> token =
        wanted.useServiceAccount() && account.hasToken()
            ? tokenFrom(account.tokenFile())
            : configured;
    config.setOauthTokenProvider(() -> token.get().orElse(""));
    return new ApiAccess(config, token);
  }

  private Supplier<Optional<String>> tokenFrom(Path file) {
    return new RefreshedToken(
        CredentialFiles.token(file),
        () -> CredentialFiles.token(file),
        TOKEN_FILE_MAX_AGE,
        Runnable::run,
        time);
  }

  private static Supplier<Optional<String>> constant(Optional<String> token) {
    return () -> token;
  }

  private static Optional<String> tokenOf(Config config) {
    return Optional.ofNullable(config.getAutoOAuthToken())
        .flatMap(token -> CredentialFiles.token("the kubeconfig", token));
  }

  private static void trustAnyone(Config config) {
    config.setTrustCerts(true);
    config.setDisableHostnameVerification(true);
  }
}
