package io.heapster.sources.kubelet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connections to kubelets: one or two each, as many kubelets as there are, kept open from tick to
 * tick. Thread-safe; a connection lives on the event loop that asked for it first.
 */
final class KubeletClient implements AutoCloseable {
  /** A kubelet closes an idle connection after 90 s; we must not do so any sooner. */
  private static final Duration LEAST_KEPT_ALIVE = Duration.ofSeconds(90);

  private static final int CONNECTIONS_PER_NODE = 2;
  private static final long CLOSING_SECONDS = 2;
  private static final int CHUNK_BYTES = 64 * 1024;

  private final HttpClientAgent http;

  KubeletClient(
      Vertx vertx, KubeletConfig config, KubeletCredentials credentials, Duration resolution) {
    Duration idle = resolution.multipliedBy(3);
    Duration kept = idle.compareTo(LEAST_KEPT_ALIVE) > 0 ? idle : LEAST_KEPT_ALIVE;
    ScrapeLimits limits = config.limits();
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAliveTimeout((int) kept.toSeconds())
            .setConnectTimeout((int) limits.connectTimeout().toMillis())
            .setSslHandshakeTimeout(Math.max(1, limits.nodeTimeout().toSeconds()))
            .setMaxChunkSize(CHUNK_BYTES)
            .setDecompressionSupported(false);
    secure(options, config.tls(), credentials);
    var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_NODE);
    this.http = vertx.createHttpClient(options, pool);
  }

  private static void secure(
      HttpClientOptions options, TlsRule rule, KubeletCredentials credentials) {
    if (!rule.verified()) {
      options.setTrustAll(true).setVerifyHost(false);
    } else if (rule.authorities() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(rule.authorities().toString()));
    } else if (credentials.authoritiesPem() != null) {
      var trusted = new PemTrustOptions().addCertValue(Buffer.buffer(credentials.authoritiesPem()));
      options.setTrustOptions(trusted);
    }
    if (credentials.certificatePem() != null && credentials.keyPem() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(credentials.certificatePem()))
              .addKeyValue(Buffer.buffer(credentials.keyPem())));
    }
  }

  /** Opens a request on a kept or new connection; its events come on the calling event loop. */
  Future<HttpClientRequest> request(KubeletCall call) {
    KubeletTarget target = call.target();
    RequestOptions options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(target.port(), target.address()))
            .setHost(target.serverName())
            .setPort(target.port())
            .setSsl(target.https())
            .setURI(call.uri())
            .putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
    if (call.question() != null) {
      options.setMethod(HttpMethod.POST).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    if (call.token() != null && target.https()) {
      options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + call.token());
    }
    return http.request(options);
  }

  /** Breaks what is under way; waits for an event loop that is stuck only a moment. */
  @Override
  public void close() {
    http.close()
        .<Boolean>map(true)
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(false, CLOSING_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
