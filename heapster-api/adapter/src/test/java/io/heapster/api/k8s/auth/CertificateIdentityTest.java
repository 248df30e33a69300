package io.heapster.api.k8s.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.identity.Authenticator.Authentication;
import io.heapster.api.k8s.identity.Credentials;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.api.k8s.tls.TestPki;
import io.heapster.api.k8s.tls.TestPki.Certified;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The front proxy and client certificates, as the chain of authenticators sees them. */
final class CertificateIdentityTest {
  private static final IdentityHeaders HEADERS =
      new IdentityHeaders(
          List.of("X-Remote-User", "X-Other-User"),
          List.of("X-Remote-Uid"),
          List.of("X-Remote-Group"),
          List.of("X-Remote-Extra-"));

  private final TestPki proxies = new TestPki("front-proxy-ca");
  private final TestPki clients = new TestPki("client-ca");
  private final ManualTime time = new ManualTime(Instant.now());
  private final CountingObserver observer = new CountingObserver();
  private volatile CallerTrust trust = trust(proxies, "front-proxy-client");
  private final AuthenticatorChain chain =
      new AuthenticatorChain(
          List.of(
              new RequestHeaderAuthenticator(() -> trust, time),
              new ClientCertificateAuthenticator(() -> trust, time)),
          observer);

  private CallerTrust trust(TestPki proxyAuthority, String... allowedNames) {
    try {
      return new CallerTrust(
          new FrontProxy(
              CertificateAuthority.of(proxyAuthority.pem()), List.of(allowedNames), HEADERS),
          CertificateAuthority.of(clients.pem()));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private Authentication ask(Certified shown, String... headers) {
    return ask(shown.chain(), headers);
  }

  private Authentication ask(List<X509Certificate> shown, String... headers) {
    return chain.authenticate(new Credentials(shown, TestHeaders.of(headers)));
  }

  private static UserInfo known(Authentication authentication) {
    assertThat(authentication).isInstanceOf(Authentication.Known.class);
    return ((Authentication.Known) authentication).user();
  }

  private static String refused(Authentication authentication) {
    assertThat(authentication).isInstanceOf(Authentication.Refused.class);
    return ((Authentication.Refused) authentication).why();
  }

  // ---- the front proxy

  @Test
  void authenticate_frontProxy_tellsUserUidGroupsAndExtra() {
    UserInfo user =
        known(
            ask(
                proxies.client("front-proxy-client"),
                "X-Remote-User",
                "alice",
                "x-remote-uid",
                "u-1",
                "X-Remote-Group",
                "devs, and ops",
                "X-Remote-Group",
                "all",
                "X-Remote-Extra-Scopes%2fOf-Life",
                "a",
                "X-Remote-Extra-Scopes%2fOf-Life",
                "b,c",
                "X-Remote-Extra-Broken%zz",
                "d"));

    assertThat(user)
        .isEqualTo(
            new UserInfo(
                "alice",
                "u-1",
                List.of("devs, and ops", "all", "system:authenticated"),
                Map.of("scopes/of-life", List.of("a", "b,c"), "broken%zz", List.of("d"))));
    assertThat(observer.count("request_header")).isOne();
  }

  @Test
  void authenticate_namesBeyondAscii_areReadAsUtf8() {
    String onTheWire =
        new String("zoë日".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(known(ask(proxies.client("front-proxy-client"), "X-Remote-User", onTheWire)).name())
        .isEqualTo("zoë日");
    assertThat(refused(ask(proxies.client("front-proxy-client"), "X-Remote-User", "zo\u00EB")))
        .contains("not UTF-8");
  }

  @Test
  void authenticate_secondUserHeaderOnly_isTaken() {
    assertThat(
            known(
                    ask(
                        proxies.client("front-proxy-client"),
                        "X-Remote-User",
                        "",
                        "X-Other-User",
                        "bob"))
                .name())
        .isEqualTo("bob");
  }

  @Test
  void authenticate_anonymousThroughTheProxy_staysAnonymous() {
    UserInfo user =
        known(
            ask(
                proxies.client("front-proxy-client"),
                "X-Remote-User",
                "system:anonymous",
                "X-Remote-Group",
                "system:unauthenticated"));
    assertThat(user).isEqualTo(UserInfo.ANONYMOUS);
  }

  @Test
  void authenticate_proxyByAnIntermediate_isBelieved() {
    Certified proxy = proxies.intermediate("below").client("front-proxy-client");
    assertThat(known(ask(proxy, "X-Remote-User", "alice")).name()).isEqualTo("alice");
  }

  @Test
  void authenticate_certificateWithoutPurpose_isBelieved() {
    Certified proxy = proxies.withoutPurpose("front-proxy-client");
    assertThat(known(ask(proxy, "X-Remote-User", "alice")).name()).isEqualTo("alice");
  }

  @Test
  void authenticate_anyNameAllowed_isBelieved() {
    trust = trust(proxies);
    assertThat(known(ask(proxies.client("other"), "X-Remote-User", "alice")).name())
        .isEqualTo("alice");
  }

  // ---- forgeries

  @Test
  void authenticate_headersWithoutCertificate_areIgnored() {
    assertThat(known(ask(List.of(), "X-Remote-User", "root", "X-Remote-Group", "system:masters")))
        .isEqualTo(UserInfo.ANONYMOUS);
  }

  @Test
  void authenticate_wrongCertificates_areRefused() {
    String[] forged = {"X-Remote-User", "root", "X-Remote-Group", "system:masters"};
    assertThat(refused(ask(proxies.client("somebody"), forged)))
        .contains("common name \"somebody\" is none of [front-proxy-client]");
    assertThat(refused(ask(proxies.expiredClient("front-proxy-client"), forged)))
        .contains("NotAfter");
    assertThat(refused(ask(proxies.server("front-proxy-client"), forged)))
        .contains("other purposes");
    assertThat(refused(ask(new TestPki("front-proxy-ca").client("front-proxy-client"), forged)))
        .contains("no chain to a known authority");
    assertThat(observer.count("refused")).isEqualTo(4);
  }

  @Test
  void authenticate_intermediateThatIsNoAuthority_isRefused() {
    Certified leaf = proxies.client("leaf");
    Certified forged = new TestPki("leaf").client("front-proxy-client");
    var shown = List.of(forged.chain().getFirst(), leaf.chain().getFirst());
    refused(ask(shown, "X-Remote-User", "root"));
  }

  @Test
  void authenticate_noProxyKnown_headersAreIgnored() {
    Certified proxy = proxies.client("front-proxy-client");
    trust = new CallerTrust(null, trust.clients());
    refused(ask(proxy, "X-Remote-User", "root"));

    trust = CallerTrust.NOBODY;
    assertThat(known(ask(proxy, "X-Remote-User", "root"))).isEqualTo(UserInfo.ANONYMOUS);
  }

  @Test
  void authenticate_twoAuthoritiesOfOneName_bothCount() throws CertificateException {
    var next = new TestPki("front-proxy-ca");
    trust =
        new CallerTrust(
            new FrontProxy(
                CertificateAuthority.of("# old\n" + proxies.pem() + "# new\n" + next.pem()),
                List.of(),
                HEADERS),
            null);
    for (TestPki each : List.of(proxies, next)) {
      assertThat(known(ask(each.client("any"), "X-Remote-User", "alice")).name())
          .isEqualTo("alice");
    }
  }

  @Test
  void authenticate_clientCertificateWithForgedHeaders_isItsOwnUser() {
    UserInfo user =
        known(
            ask(
                clients.client("carol", "devs", "qa"),
                "X-Remote-User",
                "root",
                "X-Remote-Group",
                "system:masters"));
    assertThat(user)
        .isEqualTo(
            new UserInfo("carol", "", List.of("devs", "qa", "system:authenticated"), Map.of()));
    assertThat(observer.count("client_certificate")).isOne();
  }

  // ---- client certificates

  @Test
  void authenticate_clientCertificates_areJudged() {
    assertThat(known(ask(clients.client("dave"))).name()).isEqualTo("dave");
    refused(ask(clients.expiredClient("dave")));
    refused(ask(clients.server("dave")));
    refused(ask(new TestPki("client-ca").client("dave")));
  }

  @Test
  void authenticate_certificateWithoutName_isNoUser() {
    // The front proxy's judgement remains, and it is a refusal.
    assertThat(refused(ask(clients.client("", "devs")))).startsWith("not the front proxy");
  }

  @Test
  void authenticate_certificateExpiresWhileRemembered_isRefused() {
    Certified brief = clients.clientFor("erin", Duration.ofSeconds(30));
    assertThat(known(ask(brief)).name()).isEqualTo("erin");
    time.advance(Duration.ofSeconds(31));
    refused(ask(brief));
  }

  @Test
  void authenticate_authorityReplaced_oldVerdictsDoNotCount() {
    Certified old = proxies.client("front-proxy-client");
    assertThat(known(ask(old, "X-Remote-User", "alice")).name()).isEqualTo("alice");

    var renewed = new TestPki("front-proxy-ca");
    trust = trust(renewed, "front-proxy-client");

    refused(ask(old, "X-Remote-User", "alice"));
    assertThat(known(ask(renewed.client("front-proxy-client"), "X-Remote-User", "alice")).name())
        .isEqualTo("alice");
  }

  @Test
  void warn_flood_isCutShort() {
    var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("flood");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    logger.setAdditive(false);
    var log = new LogBudget(logger, time);
    for (int i = 0; i < 100; i++) {
      log.warn("line\n" + i);
    }
    assertThat(lines.list).hasSize(5);
    assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo("line?0");

    time.advance(Duration.ofMinutes(1));
    log.warn("line\n0");
    log.warn("news");
    assertThat(lines.list).hasSize(6);
    assertThat(lines.list.getLast().getFormattedMessage()).startsWith("news (and 95 more");

    time.advance(Duration.ofHours(1));
    log.warn("line\n0");
    assertThat(lines.list).hasSize(7);
  }

  @Test
  void authenticate_nothingShown_isAnonymous() {
    assertThat(known(ask(List.of()))).isEqualTo(UserInfo.ANONYMOUS);
    assertThat(observer.count("anonymous")).isOne();
  }
}
