package io.heapster.api.k8s.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A whole adapter on a free port, before a stand-in for the cluster's reviews that knows the token
 * {@code good} and lets its owner do everything but what is about the namespace {@code forbidden}.
 */
public final class AdapterUnderTest implements AutoCloseable {
  private final HttpServer reviews;
  private final RunningAdapter running;
  private final Path folder;
  private final HttpClient client;

  public AdapterUnderTest(Path folder, MetricsAdapterBuilder builder) throws Exception {
    this.folder = folder;
    reviews = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    reviews.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    reviews.createContext("/", AdapterUnderTest::review);
    reviews.start();
    running = builder.flags(flags()).onFreePort().build().start();
    client = HttpClient.newBuilder().sslContext(trust()).build();
  }

  private static void review(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      boolean token = exchange.getRequestURI().getPath().endsWith("/tokenreviews");
      String status =
          token
              ? "{\"authenticated\":%s,\"user\":{\"username\":\"hpa\",\"groups\":[\"g\"]}}"
                  .formatted(asked.contains("\"good\""))
              : "{\"allowed\":%s}".formatted(!asked.contains("\"forbidden\""));
      byte[] answer =
          "{\"kind\":\"%s\",\"status\":%s}"
              .formatted(token ? "TokenReview" : "SubjectAccessReview", status)
              .getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String[] flags() throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {}}]
        """
            .formatted(reviews.getAddress().getPort()));
    return List.of(
            "--bind-address=127.0.0.1",
            "--cert-dir=" + folder.resolve("certificates"),
            "--authentication-skip-lookup",
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig)
        .toArray(String[]::new);
  }

  /** PEM file of the authority that signed the adapter's certificate. */
  public Path authority() {
    return folder.resolve("certificates").resolve("apiserver-ca.crt");
  }

  private SSLContext trust() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(authority())) {
      var factory = CertificateFactory.getInstance("X.509");
      store.setCertificateEntry("authority", factory.generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  public String url() {
    return "https://127.0.0.1:" + running.port();
  }

  /** Asks as one who may do everything. */
  public HttpResponse<String> get(String path) throws Exception {
    return get(path, "Authorization", "Bearer good");
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url() + path)).headers(headers).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    running.close();
    reviews.stop(0);
  }
}
