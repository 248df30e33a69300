package io.heapster.sources.simulated.front;

import io.heapster.sources.simulated.tls.KeyPairs;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Speaks to one backend as kube-apiserver's aggregation layer does: over TLS, with the front
 * proxy's certificate, telling the user in headers. Thread-safe.
 */
final class BackendClient implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "content-length");

  private static final int PROBE_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 60_000;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int HTTPS = 443;

  private final HttpClient client;
  private final ApiBackend backend;

  BackendClient(Vertx vertx, ApiBackend backend, KeyPairs keys) {
    this.backend = backend;
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setForceSni(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeyCertOptions(keys.options(FrontProxyKeys.CLIENT));
    if (backend.authority().isEmpty()) {
      options.setTrustAll(true).setVerifyHost(false);
    } else {
      options.setTrustOptions(
          new PemTrustOptions().addCertValue(Buffer.buffer(backend.authority())));
    }
    client = vertx.createHttpClient(options);
  }

  private RequestOptions options(HttpMethod method, String uri, int millis) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(backend.port(), "127.0.0.1"))
        .setHost(backend.host())
        .setPort(HTTPS)
        .setMethod(method)
        .setURI(uri)
        .setTimeout(millis);
  }

  /** An answer with its whole body. */
  record Answer(int status, String type, Buffer body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  /** Asks for itself, as a user. */
  Future<Answer> get(String path, String accept, Caller caller) {
    return client
        .request(options(HttpMethod.GET, path, PROBE_MILLIS))
        .compose(request -> {
          tell(caller, request.headers());
          return request.putHeader("Accept", accept).send();
        })
        .compose(response ->
            response
                .body()
                .map(body ->
                    new Answer(response.statusCode(), orEmpty(response, "Content-Type"), body)));
  }

  private static String orEmpty(HttpClientResponse response, String header) {
    String value = response.getHeader(header);
    return value == null ? "" : value;
  }

  /** Hands a request on for a user, and the answer back. */
  void forward(HttpServerRequest request, String path, Caller caller) {
    HttpServerResponse response = request.response();
    boolean discovery = path.split("/").length == 4;
    RequestOptions options =
        options(request.method(), request.uri(), discovery ? PROBE_MILLIS : REQUEST_MILLIS);
    request
        .body()
        .compose(body ->
            client
                .request(options)
                .compose(onward -> {
                  response.exceptionHandler(_ -> onward.reset());
                  return send(onward, body, request, caller);
                }))
        .compose(answer -> giveBack(answer, response))
        .onFailure(failure -> unreachable(response, failure));
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest onward, Buffer body, HttpServerRequest request, Caller caller) {
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !tellsIdentity(name) && !name.startsWith(":")) {
        onward.headers().add(header.getKey(), header.getValue());
      }
    }
    tell(caller, onward.headers());
    onward.putHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
    return body.length() == 0 ? onward.send() : onward.send(body);
  }

  private static boolean tellsIdentity(String name) {
    return name.equals("authorization")
        || name.startsWith("x-remote-")
        || name.startsWith("impersonate-");
  }

  private static void tell(Caller caller, MultiMap headers) {
    headers.set("X-Remote-User", caller.name());
    headers.set("X-Remote-Group", caller.groups());
  }

  private static Future<Void> giveBack(HttpClientResponse answer, HttpServerResponse response) {
    int status = answer.statusCode();
    if (status / 100 == 3 && answer.getHeader("Location") != null) {
      return plain(
          response, 502, "the backend attempted to redirect this request, which is not permitted");
    }
    response.setStatusCode(status);
    for (Map.Entry<String, String> header : answer.headers()) {
      if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        response.headers().add(header.getKey(), header.getValue());
      }
    }
    String length = answer.getHeader("Content-Length");
    if (length != null) {
      response.putHeader("Content-Length", length);
    } else {
      response.setChunked(true);
    }
    return answer.pipeTo(response);
  }

  private static void unreachable(HttpServerResponse response, Throwable failure) {
    if (response.headWritten()) {
      response.reset();
    } else if (!response.closed()) {
      var _ = plain(response, 503, "error trying to reach service: " + failure.getMessage());
    }
  }

  static Future<Void> plain(HttpServerResponse response, int status, String text) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(text + "\n");
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
