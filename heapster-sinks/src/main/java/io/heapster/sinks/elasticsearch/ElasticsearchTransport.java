package io.heapster.sinks.elasticsearch;

import io.heapster.sinks.tls.ServerTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * The low-level part of Elasticsearch's client: it chooses the node and leaves out those that
 * failed; bodies go as they are.
 */
final class ElasticsearchTransport implements SearchTransport {
  private final RestClient client;
  private final BasicAuthentication authentication;

  ElasticsearchTransport(SearchConfig config, Duration callTimeout) {
    SSLContext tls = ServerTrust.context(config.trust().caFile(), config.trust().insecure());
    int limit = Math.toIntExact(Math.min(callTimeout.toMillis(), Integer.MAX_VALUE));
    HttpHost[] hosts =
        config.nodes().stream().map(ElasticsearchTransport::host).toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                requests -> requests.setConnectTimeout(limit).setSocketTimeout(limit))
            .setHttpClientConfigCallback(http -> customise(http, tls, config));
    String prefix = config.nodes().getFirst().getPath();
    if (!prefix.isEmpty()) {
      builder.setPathPrefix(prefix);
    }
    this.client = builder.build();
    this.authentication = new BasicAuthentication(config.credentials());
  }

  private static HttpHost host(URI node) {
    return new HttpHost(node.getHost(), SearchPorts.of(node), node.getScheme());
  }

  private static HttpAsyncClientBuilder customise(
      HttpAsyncClientBuilder http, SSLContext tls, SearchConfig config) {
    http.setSSLContext(tls)
        .setDefaultIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
        .setMaxConnPerRoute(config.concurrency() + 1);
    return config.trust().insecure()
        ? http.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
        : http;
  }

  @Override
  public Answer call(Call call) throws IOException, InterruptedException {
    var request = new Request(call.method(), call.path());
    request.addParameters(call.query());
    RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
    authentication.headers().forEach(options::addHeader);
    request.setOptions(options);
    Body body = call.body();
    if (body != null) {
      ContentType type = ContentType.create(body.contentType());
      request.setEntity(new NByteArrayEntity(body.bytes(), body.offset(), body.length(), type));
    }
    var answer = new CompletableFuture<Response>();
    Cancellable underWay = client.performRequestAsync(request, new Completes(answer));
    try {
      return read(answer.get());
    } catch (ExecutionException e) {
      return failed(e);
    } finally {
      // Of no effect on what has ended; an interrupted call must not go on reading the body.
      underWay.cancel();
    }
  }

  private static Answer failed(ExecutionException failure) throws IOException {
    return switch (failure.getCause()) {
      case ResponseException e -> read(e.getResponse());
      case IOException e -> throw e;
      case null, default ->
          throw new IOException("request failed: " + failure.getCause(), failure.getCause());
    };
  }

  private static Answer read(Response response) throws IOException {
    byte[] body =
        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
    String retryAfter = response.getHeader("Retry-After");
    return new Answer(
        response.getStatusLine().getStatusCode(), body, retryAfter == null ? "" : retryAfter);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("client did not close", e);
    }
  }

  private record Completes(CompletableFuture<Response> answer) implements ResponseListener {
    @Override
    public void onSuccess(Response response) {
      answer.complete(response);
    }

    @Override
    public void onFailure(Exception exception) {
      answer.completeExceptionally(exception);
    }
  }
}
