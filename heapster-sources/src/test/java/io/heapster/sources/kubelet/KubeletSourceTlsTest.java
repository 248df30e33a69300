package io.heapster.sources.kubelet;

import static io.heapster.sources.kubelet.KubeletBench.answering;
import static io.heapster.sources.kubelet.KubeletBench.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is taken for a kubelet, and who we say we are. */
final class KubeletSourceTlsTest {
  private static final String ANSWER = "node n1 1\n";

  @TempDir private static Path folder;
  private static SelfSigned byAddress;
  private static SelfSigned byName;

  private final KubeletBench bench = new KubeletBench().option("kubeletHttps", "true");
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makeCertificates() {
    byAddress = SelfSigned.make(folder, "by-address", "ip:127.0.1.1");
    byName = SelfSigned.make(folder, "by-name", "dns:n1");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void scrape_authorityOfTheApi_isTrusted() throws InterruptedException {
    bench.credentials(trusting(byAddress.certificatePem()));
    bench.kubelet("n1", byAddress.server(), answering(ANSWER));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_authorityFromFile_goesBeforeTheApis() throws InterruptedException {
    bench.credentials(trusting(byName.certificatePem()));
    bench.option("kubeletCa", byAddress.certificateFile().toString());
    bench.kubelet("n1", byAddress.server(), answering(ANSWER));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_unknownAuthority_isUntrusted() throws InterruptedException {
    bench.kubelet("n1", byAddress.server(), answering(ANSWER));
    assertThat(nodes(bench.scrape())).isEmpty();
    assertThat(bench.outcomes("untrusted")).isEqualTo(1);
  }

  @Test
  void scrape_certificateOfAnotherName_isUntrusted() throws InterruptedException {
    bench.credentials(trusting(byName.certificatePem()));
    bench.kubelet("n1", byName.server(), answering(ANSWER));
    bench.scrape();
    assertThat(bench.outcomes("untrusted")).isEqualTo(1);
  }

  @Test
  void scrape_verifiedByNodeName_isTrusted() throws InterruptedException {
    bench.credentials(trusting(byName.certificatePem())).option("tlsServerName", "node");
    bench.kubelet("n1", byName.server(), answering(ANSWER));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_insecure_trustsAnyone() throws InterruptedException {
    bench.option("insecure", "true");
    bench.kubelet("n1", byName.server(), answering(ANSWER));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_kubeletSpeaksNoTls_isUntrusted() throws InterruptedException {
    bench.option("insecure", "true").kubelet("n1", answering(ANSWER));
    bench.scrape();
    assertThat(bench.outcomes("untrusted") + bench.outcomes("unreachable")).isEqualTo(1);
  }

  @Test
  void scrape_clientCertificate_isPresented() throws InterruptedException {
    bench.option("insecure", "true");
    bench.credentials(
        new KubeletCredentials(Optional::empty, null, byName.certificatePem(), byName.keyPem()));
    var wantsCertificate =
        byAddress
            .server()
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(
                new PemTrustOptions().addCertPath(byName.certificateFile().toString()));
    bench.kubelet("n1", wantsCertificate, answering(ANSWER));
    assertThat(nodes(bench.scrape())).containsExactly("n1");
  }

  @Test
  void scrape_tokenRotates_sendsTheNewOne() throws InterruptedException {
    var asked = new AtomicInteger();
    bench.option("insecure", "true");
    bench.credentials(
        new KubeletCredentials(
            () -> Optional.of("token-" + asked.incrementAndGet()), null, null, null));
    bench.kubelet("n1", byAddress.server(), this::noteAuthorization);
    bench.scrape();
    bench.scrape();
    assertThat(authorizations).containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void scrape_plainHttp_keepsTheTokenToItself() throws InterruptedException {
    bench.option("kubeletHttps", "false");
    bench.credentials(new KubeletCredentials(() -> Optional.of("secret"), null, null, null));
    bench.kubelet("n1", this::noteAuthorization);
    bench.scrape();
    assertThat(authorizations).containsExactly("null");
  }

  @Test
  void credentials_asText_showNoSecret() {
    var credentials = new KubeletCredentials(() -> Optional.of("secret"), null, "cert", "key-pem");
    assertThat(List.of(credentials.toString())).noneMatch(text -> text.contains("key-pem"));
  }

  private static KubeletCredentials trusting(String authorities) {
    return new KubeletCredentials(Optional::empty, authorities, null, null);
  }

  private void noteAuthorization(HttpServerRequest request) {
    authorizations.add(String.valueOf(request.getHeader("Authorization")));
    request.response().end(ANSWER);
  }
}
