package io.heapster.sources.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.heapster.core.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The way into the Kubernetes API: where it is, and with which credentials. They are resolved once,
 * but for the bearer token, which is read again as it rotates. Kubelets accept the same. Holds
 * nothing open. Thread-safe.
 */
public final class ApiAccess {
  private static final int REQUEST_TIMEOUT_MILLIS = 30_000;

  private final Config config;
  private final Supplier<Optional<String>> token;
  private final Optional<String> caPem;
  private final Optional<String> clientCertificatePem;
  private final Optional<String> clientKeyPem;

  ApiAccess(Config config, Supplier<Optional<String>> token) {
    this.config = config;
    settle(config);
    this.token = token;
    this.caPem =
        config.isTrustCerts()
            ? Optional.empty()
            : CredentialFiles.pem(
                "certificate authority", config.getCaCertData(), config.getCaCertFile());
    this.clientCertificatePem =
        CredentialFiles.pem(
            "client certificate", config.getClientCertData(), config.getClientCertFile());
    this.clientKeyPem =
        CredentialFiles.pem("client key", config.getClientKeyData(), config.getClientKeyFile());
  }

  /**
   * Resolves a configuration. Nothing is asked of the API server; a credential plugin named in a
   * kubeconfig is run.
   *
   * @param environment gives the value of an environment variable, or null
   * @throws ApiAccessException when the server or a credential cannot be found
   */
  public static ApiAccess open(
      ApiServerConfig config, UnaryOperator<String> environment, TimeSource time) {
    var account = new ServiceAccount(ServiceAccount.DEFAULT_DIRECTORY, environment);
    return new AccessResolver(config, account, time).resolve();
  }

  /** Scheme, host and port, perhaps with a path. */
  public URI apiServer() {
    return URI.create(config.getMasterUrl());
  }

  /** Gives the token of the moment; never blocks on more than a small file. */
  public Supplier<Optional<String>> bearerToken() {
    return token;
  }

  /** Whether the API server's certificate goes unverified. */
  public boolean insecure() {
    return config.isTrustCerts();
  }

  /** Certificates to verify the API server by; none where the machine's own are meant. */
  public Optional<String> caPem() {
    return caPem;
  }

  public Optional<String> clientCertificatePem() {
    return clientCertificatePem;
  }

  /** The private key of the client certificate. */
  public Optional<String> clientKeyPem() {
    return clientKeyPem;
  }

  /**
   * Opens a client, which its caller closes.
   *
   * @param interceptor sees every request
   * @param retryInterval the first wait after a failure; doubled each time, up to 32 times as long
   * @throws ApiAccessException when a certificate or key is unusable
   */
  KubernetesClient connect(Interceptor interceptor, Duration retryInterval) {
    caPem.ifPresent(pem ->
        CredentialFiles.requireCertificates(
            "certificate authority for " + config.getMasterUrl(), pem));
    config.setWatchReconnectInterval(Math.toIntExact(retryInterval.toMillis()));
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientFactory(new DirectHttpClients())
          .withHttpClientBuilderConsumer(
              builder -> builder.addOrReplaceInterceptor("heapster", interceptor))
          .build();
    } catch (KubernetesClientException e) {
      throw new ApiAccessException(
          "API server " + config.getMasterUrl() + ": cannot set up the client: " + e.getMessage(),
          e);
    }
  }

  private static void settle(Config config) {
    // WebSockets bring nothing for a one-way stream, and with HTTP/1.1 each watch has its own
    // connection, so that one that hangs holds up no other.
    config.setOnlyHttpWatches(true);
    config.setHttp2Disable(true);
    config.setUserAgent("heapster");
    config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
    // The informers wait and try again themselves, but only a failure that may be tried again
    // reaches the interceptor.
    config.setRequestRetryBackoffLimit(1);
  }
}
