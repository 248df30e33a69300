package io.heapster.sources.simulated.front;

import io.heapster.sources.simulated.tls.KeyMaker;
import io.heapster.sources.simulated.tls.KeyPairs;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An API server behind the front: it takes only callers with the front proxy's certificate. */
final class Backend implements AutoCloseable {
  static final String HOST = "metrics.kube-system.svc";
  static final String GROUP_VERSION = "metrics.k8s.io/v1beta1";

  private static final String VERSION_DOCUMENT =
      """
      {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"metrics.k8s.io/v1beta1","resources":[
       {"name":"pods","singularName":"","namespaced":true,"kind":"PodMetrics","verbs":["get","list"]}]}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final KeyPairs keys = new KeyMaker().server("backend", "backend", List.of(HOST)).make();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** A request as it came in. */
  record Seen(String uri, String user, List<String> groups, boolean hasAuthorization) {}

  Backend(String frontProxyAuthority) throws Exception {
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setSsl(true)
            .setUseAlpn(true)
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(frontProxyAuthority)))
            .setKeyCertOptions(keys.options("backend"));
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::handle)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    seen.add(
        new Seen(
            request.uri(),
            String.valueOf(request.getHeader("X-Remote-User")),
            request.headers().getAll("X-Remote-Group"),
            request.headers().contains("Authorization")));
    switch (request.path()) {
      case "/apis/" + GROUP_VERSION -> request.response().end(VERSION_DOCUMENT);
      case "/apis/" + GROUP_VERSION + "/pods" ->
          request.response().putHeader("Content-Type", "application/json").end("{\"items\":[]}");
      case "/apis/" + GROUP_VERSION + "/nodes" ->
          request.response().setStatusCode(302).putHeader("Location", "/login").end();
      default -> request.response().setStatusCode(404).end();
    }
  }

  ApiBackend registration() {
    return new ApiBackend(server.actualPort(), HOST, keys.pem("backend"), List.of(GROUP_VERSION));
  }

  /** The last request for a path. */
  Seen last(String uri) {
    return seen.reversed().stream()
        .filter(each -> each.uri().equals(uri))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
