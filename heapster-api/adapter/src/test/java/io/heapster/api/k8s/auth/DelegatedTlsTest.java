package io.heapster.api.k8s.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heapster.api.http.DeferredTrust;
import io.heapster.api.k8s.auth.StandInApiServer.Answer;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.Authenticator.Authentication;
import io.heapster.api.k8s.identity.Authorizer.Decision;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.RequestHeaders;
import io.heapster.api.k8s.tls.ServingCertificate;
import io.heapster.api.k8s.tls.ServingOptions;
import io.heapster.api.k8s.tls.TestPki;
import io.heapster.api.k8s.tls.TestPki.Certified;
import io.heapster.core.time.TimeSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of it behind a real TLS port, wired as a server has to. */
final class DelegatedTlsTest {
  @TempDir Path folder;
  private final TestPki proxies = new TestPki("front-proxy-ca");
  private final TestPki clients = new TestPki("client-ca");
  private final Vertx vertx = Vertx.vertx();
  private StandInApiServer cluster;
  private DelegatedAuth auth;
  private ServingCertificate serving;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    cluster = new StandInApiServer();
    cluster.configMap(settings(proxies));
    cluster.review(asked ->
        asked.path("kind").asText().equals("TokenReview")
            ? Answer.token("{\"authenticated\":true,\"user\":{\"username\":\"bob\"}}")
            : Answer.access(
                "{\"allowed\":" + asked.at("/spec/user").asText().equals("alice") + "}"));
    String kubeconfig = cluster.kubeconfig(folder).toString();
    auth =
        DelegatedAuth.open(
            new AuthenticationOptions(
                kubeconfig,
                Duration.ofSeconds(10),
                false,
                false,
                "",
                RequestHeaderOptions.DEFAULTS),
            new AuthorizationOptions(kubeconfig, Duration.ZERO, Duration.ZERO, List.of("/healthz")),
            AuthObserver.NONE,
            _ -> null,
            TimeSource.system());
    auth.start();
    String certs = Files.createDirectory(folder.resolve("certs")).toString();
    serving =
        ServingCertificate.open(new ServingOptions("", "", certs, List.of()), TimeSource.system());
    serving.start();
    server = listen();
  }

  @AfterEach
  void stop() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    serving.close();
    auth.close();
    cluster.close();
  }

  private Map<String, String> settings(TestPki frontProxies) {
    return Map.of(
        "client-ca-file", clients.pem(),
        "requestheader-client-ca-file", frontProxies.pem(),
        "requestheader-allowed-names", "[\"front-proxy-client\"]",
        "requestheader-username-headers", "[\"X-Remote-User\"]",
        "requestheader-group-headers", "[\"X-Remote-Group\"]",
        "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
  }

  private HttpServer listen() throws Exception {
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setSsl(true)
            .setKeyCertOptions(KeyCertOptions.wrap(serving.keys()))
            .setClientAuth(ClientAuth.REQUEST)
            .setTrustOptions(TrustOptions.wrap(new DeferredTrust(auth::acceptedIssuers)));
    return vertx
        .createHttpServer(options)
        .requestHandler(request ->
            Thread.startVirtualThread(() -> {
              String told = answer(request);
              vertx.runOnContext(_ -> request.response().end(told));
            }))
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private String answer(HttpServerRequest request) {
    var shown = new Credentials(certificates(request), new Sent(request));
    return switch (auth.authenticator().authenticate(shown)) {
      case Authentication.Refused _ -> "401";
      case Authentication.Known(var user) ->
          switch (auth.authorizer().authorize(user, new Attributes.Path("get", request.path()))) {
            case Decision.Allowed _ -> "200 " + user.name() + " " + user.groups() + user.extra();
            case Decision.Denied _ -> "403 " + user.name() + " " + user.groups();
            case Decision.Failed _ -> "500";
          };
    };
  }

  private static List<X509Certificate> certificates(HttpServerRequest request) {
    try {
      return request.sslSession().getPeerCertificates() instanceof X509Certificate[] chain
          ? List.of(chain)
          : List.of();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  private record Sent(HttpServerRequest request) implements RequestHeaders {
    @Override
    public List<String> all(String name) {
      return request.headers().getAll(name);
    }

    @Override
    public Collection<String> names() {
      return Set.copyOf(request.headers().names());
    }
  }

  private SSLContext trusting(Certified shown) {
    return TestPki.clientContext(serving.authority().orElseThrow(), shown);
  }

  /** The answer's body to a request written by hand. */
  private String ask(Certified shown, String path, String... headerLines) throws IOException {
    return ask(trusting(shown), path, headerLines);
  }

  private String ask(SSLContext client, String path, String... headerLines) throws IOException {
    try (var socket =
        (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.actualPort())) {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + String.join("", List.of(headerLines).stream().map(each -> each + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  @Test
  void request_ofTheFrontProxy_isItsUsers() throws IOException {
    assertThat(
            ask(
                proxies.client("front-proxy-client"),
                "/metrics",
                "x-remote-user: alice",
                "X-Remote-Group: a, b",
                "X-Remote-Group: zoë",
                "X-Remote-Extra-Acme.com%2FScope: one, two"))
        .isEqualTo("200 alice [a, b, zoë, system:authenticated]{acme.com/scope=[one, two]}");
  }

  @Test
  void request_withForgedHeaders_isNever200() throws IOException {
    String[] forged = {"X-Remote-User: alice", "X-Remote-Group: system:masters"};
    assertThat(ask((Certified) null, "/metrics", forged))
        .isEqualTo("403 system:anonymous [system:unauthenticated]");
    assertThat(ask(proxies.client("other"), "/metrics", forged)).isEqualTo("401");
    assertThat(ask(proxies.expiredClient("front-proxy-client"), "/metrics", forged))
        .isEqualTo("401");
    assertThat(ask(proxies.server("front-proxy-client"), "/metrics", forged)).isEqualTo("401");
    assertThat(ask(new TestPki("front-proxy-ca").client("front-proxy-client"), "/metrics", forged))
        .isEqualTo("401");
    assertThat(ask(new TestPki("elsewhere").client("front-proxy-client"), "/metrics", forged))
        .isEqualTo("401");
    assertThat(ask(clients.client("mallory", "devs"), "/metrics", forged))
        .isEqualTo("403 mallory [devs, system:authenticated]");
  }

  @Test
  void request_withoutCertificate_reachesOpenPaths() throws IOException {
    assertThat(ask((Certified) null, "/healthz")).startsWith("200 system:anonymous");
  }

  @Test
  void request_withToken_isItsUser() throws IOException {
    assertThat(ask((Certified) null, "/metrics", "Authorization: Bearer t"))
        .isEqualTo("403 bob [system:authenticated]");
  }

  @Test
  void request_ofAClientAdministrator_isAllowed() throws IOException {
    assertThat(ask(clients.client("root", "system:masters"), "/metrics")).startsWith("200 root");
  }

  @Test
  void rotation_whileRunning_oldProxyEndsAndNewBegins() throws IOException {
    Certified old = proxies.client("front-proxy-client");
    var renewed = new TestPki("next-front-proxy-ca");
    Certified next = renewed.client("front-proxy-client");
    assertThat(ask(old, "/metrics", "X-Remote-User: alice")).startsWith("200");
    assertThat(ask(next, "/metrics", "X-Remote-User: alice")).isEqualTo("401");

    await().until(() -> cluster.watching() == 1);
    cluster.configMap(settings(renewed));
    await().until(() -> auth.acceptedIssuers().contains(renewed.certificate()));

    assertThat(ask(old, "/metrics", "X-Remote-User: alice")).isEqualTo("401");
    assertThat(ask(next, "/metrics", "X-Remote-User: alice")).startsWith("200");
  }

  @Test
  void handshake_namesBothAuthoritiesOfTheMoment() throws Exception {
    var hints = new CopyOnWriteArrayList<Principal>();
    ask(listening(hints), "/healthz");
    assertThat(hints)
        .contains(
            proxies.certificate().getSubjectX500Principal(),
            clients.certificate().getSubjectX500Principal());

    await().until(() -> cluster.watching() == 1);
    var renewed = new TestPki("next-front-proxy-ca");
    cluster.configMap(settings(renewed));
    await().until(() -> auth.acceptedIssuers().contains(renewed.certificate()));
    hints.clear();
    ask(listening(hints), "/healthz");
    assertThat(hints).contains(renewed.certificate().getSubjectX500Principal());
  }

  /** A client without certificate that notes which authorities it is asked for. */
  private SSLContext listening(List<Principal> hints) throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("trusted", serving.authority().orElseThrow());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new Listener(hints)}, trust.getTrustManagers(), null);
    return context;
  }

  private static final class Listener extends X509ExtendedKeyManager {
    private final List<Principal> hints;

    Listener(List<Principal> hints) {
      this.hints = hints;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      hints.addAll(List.of(issuers));
      return null;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }
}
