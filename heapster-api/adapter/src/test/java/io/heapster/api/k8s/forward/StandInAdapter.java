package io.heapster.api.k8s.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heapster.api.k8s.tls.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;

/** Another adapter over HTTPS, which answers what a test wants. Everything else is 404. */
final class StandInAdapter implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Path authority;

  /**
   * @param hang whether the body never ends
   */
  private record Reply(int status, String body, boolean hang) {}

  /**
   * @param client the name that its certificate shows; empty without one
   */
  record Request(String pathAndQuery, Map<String, List<String>> headers, String client) {}

  StandInAdapter(Path folder, TestPki pki) throws Exception {
    authority = folder.resolve("stand-in-ca.crt");
    Files.writeString(authority, pki.pem());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context(pki)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static SSLContext context(TestPki pki) throws Exception {
    TestPki.Certified own = pki.server("stand-in");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("own", own.key(), PASSWORD, own.chain().toArray(X509Certificate[]::new));
    var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", pki.certificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().toString();
      requests.add(new Request(asked, Map.copyOf(exchange.getRequestHeaders()), client(exchange)));
      Reply reply = replies.getOrDefault(asked, new Reply(404, "404 page not found\n", false));
      byte[] body = reply.body().getBytes(UTF_8);
      if (reply.status() / 100 == 3) {
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
      }
      exchange.sendResponseHeaders(reply.status(), reply.hang() ? 0 : body.length);
      exchange.getResponseBody().write(body);
      if (reply.hang()) {
        exchange.getResponseBody().flush();
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String client(HttpExchange exchange) {
    try {
      Principal peer = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal();
      return peer.getName();
    } catch (SSLPeerUnverifiedException e) {
      return "";
    }
  }

  void answer(String pathAndQuery, int status, String body) {
    replies.put(pathAndQuery, new Reply(status, body, false));
  }

  /** Sends the beginning of an answer and no end. */
  void hang(String pathAndQuery) {
    replies.put(pathAndQuery, new Reply(200, "{\"kind\":", true));
  }

  void forget(String pathAndQuery) {
    replies.remove(pathAndQuery);
  }

  List<Request> requests() {
    return requests;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** PEM file. */
  Path authority() {
    return authority;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
