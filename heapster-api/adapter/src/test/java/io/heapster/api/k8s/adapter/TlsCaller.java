package io.heapster.api.k8s.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.tls.TestPki.Certified;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of one HTTP version with one certificate, or none, that sends paths and headers as they
 * are given. Its requests share connections, as a front proxy's do.
 */
final class TlsCaller implements AutoCloseable {
  private static final int CONNECTIONS = 100;

  private final HttpVersion version;
  private final int port;
  private final HttpClient client;

  TlsCaller(Vertx vertx, WiredAdapter adapter, HttpVersion version, Certified shown) {
    this.version = version;
    this.port = adapter.port();
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustOptions(
                new PemTrustOptions().addCertValue(Buffer.buffer(adapter.serving.pem())))
            .setUseAlpn(version == HttpVersion.HTTP_2)
            .setProtocolVersion(version);
    if (shown != null) {
      options.setKeyCertOptions(KeyCertOptions.wrap(shown.keyManager()));
    }
    client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /**
   * Asks; waits for the answer.
   *
   * @param headers e.g. {@code Authorization: Bearer x}
   * @return status 0 when the connection or stream ended without an answer
   */
  Reply ask(String method, String target, String... headers) throws InterruptedException {
    try {
      return send(method, target, headers).get(40, TimeUnit.SECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      return new Reply(0, "", new HashMap<>(), e.toString().getBytes(UTF_8));
    }
  }

  /** Asks; does not wait. */
  CompletableFuture<Reply> send(String method, String target, String... headers) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(method))
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(target);
    for (String each : List.of(headers)) {
      int colon = each.indexOf(": ");
      options.addHeader(each.substring(0, colon), each.substring(colon + 2));
    }
    return client
        .request(options)
        .compose(request -> request.send().compose(this::reply))
        .toCompletionStage()
        .toCompletableFuture();
  }

  private Future<Reply> reply(HttpClientResponse response) {
    if (response.version() != version) {
      return Future.failedFuture("spoke " + response.version());
    }
    var headers = new HashMap<String, String>();
    response.headers().forEach(headers::put);
    String type = headers.getOrDefault("Content-Type", headers.getOrDefault("content-type", ""));
    return response
        .body()
        .map(body -> new Reply(response.statusCode(), type, headers, body.getBytes()));
  }

  @Override
  public void close() {
    client.close();
  }
}
