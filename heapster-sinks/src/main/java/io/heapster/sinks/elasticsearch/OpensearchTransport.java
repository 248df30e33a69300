package io.heapster.sinks.elasticsearch;

import io.heapster.sinks.elasticsearch.SearchConfig.TlsTrust;
import io.heapster.sinks.tls.ServerTrust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.TransportOptions;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * The generic part of OpenSearch's client: it chooses the node and leaves out those that failed.
 * Bodies go as they are, copied once by the client.
 */
final class OpensearchTransport implements SearchTransport {
  private static final int FIRST_ERROR = 400;

  private final OpenSearchTransport transport;
  private final BasicAuthentication authentication;

  /**
   * What the last error's header said. The client keeps headers of errors to itself; where two
   * requests are under way, one may get the other's wish, which comes from the same server.
   */
  private final AtomicReference<String> retryAfter = new AtomicReference<>("");

  OpensearchTransport(SearchConfig config, Duration callTimeout) {
    Timeout limit = Timeout.of(callTimeout);
    HttpHost[] hosts =
        config.nodes().stream().map(OpensearchTransport::host).toArray(HttpHost[]::new);
    ApacheHttpClient5TransportBuilder builder =
        ApacheHttpClient5TransportBuilder.builder(hosts)
            .setRequestConfigCallback(requests -> requests.setResponseTimeout(limit))
            .setHttpClientConfigCallback(
                http -> customise(http, config, limit).addResponseInterceptorFirst(this::remember));
    String prefix = config.nodes().getFirst().getPath();
    if (!prefix.isEmpty()) {
      builder.setPathPrefix(prefix);
    }
    this.transport = builder.build();
    this.authentication = new BasicAuthentication(config.credentials());
  }

  private static HttpHost host(URI node) {
    return new HttpHost(node.getScheme(), node.getHost(), SearchPorts.of(node));
  }

  private static HttpAsyncClientBuilder customise(
      HttpAsyncClientBuilder http, SearchConfig config, Timeout limit) {
    ConnectionConfig connections =
        ConnectionConfig.custom().setConnectTimeout(limit).setSocketTimeout(limit).build();
    return http.setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
        .setConnectionManager(
            PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(config.concurrency() + 1)
                .setDefaultConnectionConfig(connections)
                .setTlsStrategy(tls(config.trust()))
                .build());
  }

  private static TlsStrategy tls(TlsTrust trust) {
    ClientTlsStrategyBuilder tls =
        ClientTlsStrategyBuilder.create()
            .setSslContext(ServerTrust.context(trust.caFile(), trust.insecure()));
    return trust.insecure()
        ? tls.setHostnameVerifier(NoopHostnameVerifier.INSTANCE).buildAsync()
        : tls.buildAsync();
  }

  @Override
  public Answer call(Call call) throws IOException, InterruptedException {
    Request request =
        Requests.create(call.method(), call.path(), List.of(), call.query(), body(call));
    // Headers of a generic request are not sent; those of the options are.
    TransportOptions.Builder options = transport.options().toBuilder();
    authentication.headers().forEach(options::addHeader);
    CompletableFuture<Response> underWay =
        new OpenSearchGenericClient(transport, options.build()).executeAsync(request);
    try (Response response = underWay.get()) {
      return read(response);
    } catch (ExecutionException e) {
      return failed(e);
    } finally {
      var _ = underWay.cancel(true);
    }
  }

  private static org.opensearch.client.opensearch.generic.@Nullable Body body(Call call) {
    Body body = call.body();
    return body == null
        ? null
        : org.opensearch.client.opensearch.generic.Body.from(
            new ByteArrayInputStream(body.bytes(), body.offset(), body.length()),
            body.contentType());
  }

  private Answer read(Response response) throws IOException {
    byte[] body = new byte[0];
    if (response.getBody().isPresent()) {
      try (var content = response.getBody().get()) {
        body = content.bodyAsBytes();
      }
    }
    return new Answer(response.getStatus(), body, retryAfter.get());
  }

  /** The client throws for most statuses that tell of an error. */
  private Answer failed(ExecutionException failure) throws IOException {
    for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
      if (at instanceof ResponseException e) {
        return new Answer(e.status(), body(e), retryAfter.get());
      }
    }
    if (failure.getCause() instanceof IOException e) {
      throw e;
    }
    throw new IOException("request failed: " + failure.getCause(), failure.getCause());
  }

  /** The message is a line about the request, then the answer's body. */
  private static byte[] body(ResponseException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.substring(message.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
  }

  private void remember(
      HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
    if (response.getCode() >= FIRST_ERROR) {
      Header header = response.getFirstHeader("Retry-After");
      retryAfter.set(header == null ? "" : header.getValue());
    }
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException("client did not close", e);
    }
  }
}
