package io.heapster.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who signs the serving certificate, and how kube-apiserver comes to know it. */
final class ChartTlsTest {
  private static final String MADE = "tls: {type: helm}";
  private HttpServer cluster;

  @BeforeAll
  static void requireHelm() {
    HelmChart.require();
  }

  /** One of a run that was ended. */
  @BeforeEach
  void deleteLeftover() throws IOException {
    Files.deleteIfExists(kubeconfig());
  }

  @AfterEach
  void leaveCluster() throws IOException {
    if (cluster != null) {
      cluster.stop(0);
      Files.delete(kubeconfig());
    }
  }

  private static JsonNode spec(Manifests manifests) {
    return manifests.get("APIService", "v1beta1.metrics.k8s.io").path("spec");
  }

  private static X509Certificate certificate(String base64)
      throws IOException, GeneralSecurityException {
    var pem = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
  }

  private static Path kubeconfig() {
    return Path.of(System.getenv("KUBECONFIG"));
  }

  /** A cluster that has one Secret; Helm finds it by KUBECONFIG. */
  private void cluster(String name, String renewAt, Map<String, String> data) throws IOException {
    cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var entries =
        data.entrySet().stream()
            .map(each -> "\"%s\":\"%s\"".formatted(each.getKey(), each.getValue()))
            .toList();
    answer(
        "/api/v1/namespaces/kube-system/secrets/" + name,
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s","namespace":"kube-system",
        "annotations":{"heapster.io/renew-at":"%s"}},"data":{%s}}
        """
            .formatted(name, renewAt, String.join(",", entries)));
    answer(
        "/api/v1",
        """
        {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"secrets",
        "singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}
        """);
    cluster.start();
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        current-context: c
        """
            .formatted(cluster.getAddress().getPort());
    Files.writeString(kubeconfig(), text);
  }

  private void answer(String path, String json) {
    cluster.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Test
  void selfSigned_isVerifiedByNobodyUnlessTheAuthorityIsGiven() throws IOException {
    assertThat(spec(HelmChart.render("{}")).path("insecureSkipTLSVerify").asBoolean()).isTrue();
    JsonNode given =
        spec(HelmChart.render("apiService: {caBundle: '-----BEGIN CERTIFICATE-----'}"));
    assertThat(given.has("insecureSkipTLSVerify")).isFalse();
    assertThat(new String(Base64.getDecoder().decode(given.path("caBundle").asText()), UTF_8))
        .startsWith("-----BEGIN");
  }

  @Test
  void helm_madeCertificate_isOfTheServiceAndTheBundlesAuthority() throws Exception {
    Manifests manifests =
        HelmChart.render("web", "monitoring", "tls: {type: helm, helm: {lookup: false}}");
    JsonNode data = manifests.only("Secret").path("data");

    X509Certificate authority = certificate(spec(manifests).path("caBundle").asText());
    X509Certificate serving = certificate(data.path("tls.crt").asText());
    serving.verify(authority.getPublicKey());
    assertThat(serving.getSubjectAlternativeNames())
        .contains(List.of(2, "web-heapster-metrics.monitoring.svc"));
    for (JsonNode api : manifests.ofKind("APIService")) {
      assertThat(api.at("/spec/caBundle")).isEqualTo(data.path("ca.crt"));
    }
    long renewAt =
        Long.parseLong(
            manifests
                .only("Secret")
                .at("/metadata/annotations")
                .path("heapster.io/renew-at")
                .asText());
    assertThat(Instant.ofEpochSecond(renewAt))
        .isAfter(serving.getNotBefore().toInstant())
        .isBefore(serving.getNotAfter().toInstant());
  }

  @Test
  void helm_certificateInTheCluster_isKeptUntilItIsOld() throws IOException {
    var old = Map.of("ca.crt", "Y2E=", "tls.crt", "Y3J0", "tls.key", "a2V5");
    cluster("heapster-tls", "4102444800", old);
    Manifests kept = HelmChart.render(MADE);
    assertThat(Manifests.map(kept.only("Secret").path("data")))
        .containsExactlyInAnyOrderEntriesOf(old);
    assertThat(spec(kept).path("caBundle").asText()).isEqualTo("Y2E=");

    leaveCluster();
    cluster("heapster-tls", "1600000000", old);
    assertThat(spec(HelmChart.render(MADE)).path("caBundle").asText()).hasSizeGreaterThan(100);
  }

  /** The pod serves the old certificate until its mounted Secret follows. */
  @Test
  void helm_renewed_authorityOfBeforeIsBelievedToo() throws Exception {
    String fresh = "tls: {type: helm, helm: {lookup: false}}";
    JsonNode first = HelmChart.render(fresh).only("Secret").path("data");
    cluster("heapster-tls", "1600000000", Manifests.map(first));
    JsonNode second = HelmChart.render(MADE).only("Secret").path("data");
    leaveCluster();
    cluster("heapster-tls", "1600000000", Manifests.map(second));
    Manifests third = HelmChart.render(MADE);

    List<X509Certificate> believed = certificates(spec(third).path("caBundle").asText());
    JsonNode served = third.only("Secret").path("data");
    assertThat(believed).hasSize(2);
    certificate(served.path("tls.crt").asText()).verify(believed.getFirst().getPublicKey());
    certificate(second.path("tls.crt").asText()).verify(believed.getLast().getPublicKey());
  }

  private static List<X509Certificate> certificates(String base64) throws GeneralSecurityException {
    var pem = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  @Test
  void existingSecret_authorityIsReadFromTheCluster() throws IOException {
    String values = "tls: {type: existingSecret, existingSecret: {name: mine}}";
    cluster("mine", "", Map.of("ca.crt", "Y2E=", "tls.crt", "Y3J0"));
    assertThat(spec(HelmChart.render(values)).path("caBundle").asText()).isEqualTo("Y2E=");

    leaveCluster();
    cluster("mine", "", Map.of("tls.crt", "Y3J0"));
    assertThat(HelmChart.refusal(values)).contains("kube-system/mine", "apiService.caBundle");
  }

  @Test
  void certManager_neverSkipsVerification() throws IOException {
    Manifests manifests = HelmChart.render("tls: {type: cert-manager}");

    for (JsonNode api : manifests.ofKind("APIService")) {
      assertThat(api.path("spec").has("insecureSkipTLSVerify")).isFalse();
    }
    assertThat(manifests.ofKind("Certificate")).hasSize(2);
  }
}
