package io.heapster.api.k8s.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.http.DeferredTrust;
import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.tls.TestPki.Certified;
import io.heapster.core.time.TimeSource;
import io.heapster.core.tls.Identity;
import io.heapster.core.tls.PrivateKeyInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServingCertificateTest {
  private static final TimeSource NOW = TimeSource.system();

  @TempDir Path folder;

  private ServingOptions made(String... names) {
    return new ServingOptions("", "", folder.resolve("certs").toString(), List.of(names));
  }

  private ServingOptions files() {
    return new ServingOptions(
        folder.resolve("tls.crt").toString(), folder.resolve("tls.key").toString(), "", List.of());
  }

  private void write(Certified pair) {
    pair.write(folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  // ---- made here

  @Test
  void open_noFiles_servesAVerifiableCertificateForTheService() throws Exception {
    var names = ServingOptions.namesOf("heapster", "kube-system");
    try (var serving = ServingCertificate.open(made(names.toArray(String[]::new)), NOW)) {
      X509Certificate authority = serving.authority().orElseThrow();

      X509Certificate shown =
          handshake(serving, TestPki.clientContext(authority, null), "heapster.kube-system.svc");

      assertThat(shown.getSubjectAlternativeNames().stream().map(each -> each.get(1)).toList())
          .map(Object::toString)
          .containsExactly(
              "localhost",
              "127.0.0.1",
              "heapster",
              "heapster.kube-system",
              "heapster.kube-system.svc");
    }
  }

  @Test
  void open_certificateKeptFromBefore_isServedAgain() throws Exception {
    X509Certificate before;
    try (var first = ServingCertificate.open(made("a"), NOW)) {
      before = first.chain().getFirst();
    }
    try (var second = ServingCertificate.open(made("a"), NOW)) {
      assertThat(second.chain().getFirst()).isEqualTo(before);
      assertThat(second.authority()).isPresent();
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("certs/apiserver.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void open_anotherNameIsWanted_newCertificateOfTheSameAuthority() {
    X509Certificate authority;
    try (var first = ServingCertificate.open(made("a"), NOW)) {
      authority = first.authority().orElseThrow();
    }
    try (var second = ServingCertificate.open(made("a", "b"), NOW)) {
      assertThat(second.authority()).hasValue(authority);
    }
  }

  @Test
  void open_brokenFilesInTheFolder_makesNewOnes() throws Exception {
    Path certs = Files.createDirectories(folder.resolve("certs"));
    Files.writeString(certs.resolve("apiserver.crt"), "junk");
    Files.writeString(certs.resolve("apiserver.key"), "junk");
    try (var serving = ServingCertificate.open(made(), NOW)) {
      handshake(
          serving, TestPki.clientContext(serving.authority().orElseThrow(), null), "localhost");
    }
  }

  @Test
  void look_certificateOfSomebodyElse_isFollowedAndNeverReplaced() throws Exception {
    Path certs = Files.createDirectories(folder.resolve("certs"));
    var pki = new TestPki("ca");
    Certified one = pki.server("one");
    one.write(certs.resolve("apiserver.crt"), certs.resolve("apiserver.key"));
    var time = new ManualTime(Instant.now());
    try (var serving = ServingCertificate.open(made("a"), time)) {
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=one");
      assertThat(serving.authority()).isEmpty();

      time.advance(Duration.ofDays(4000));
      serving.look();
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=one");
      assertThat(certs.resolve("apiserver.crt")).hasContent(one.certificatePem());
      assertThat(certs.resolve("apiserver.key")).hasContent(one.keyPem());

      pki.server("two").write(certs.resolve("apiserver.crt"), certs.resolve("apiserver.key"));
      serving.look();
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=two");
    }
    try (var again = ServingCertificate.open(made("a"), time)) {
      assertThat(subject(again.chain().getFirst())).as("expired by then").isEqualTo("CN=two");
    }
  }

  @Test
  void look_somebodyReplacedOurs_theRenewalTakesHis() {
    var time = new ManualTime(Instant.now());
    try (var serving = ServingCertificate.open(made(), time)) {
      Path certs = folder.resolve("certs");
      new TestPki("ca")
          .server("his")
          .write(certs.resolve("apiserver.crt"), certs.resolve("apiserver.key"));
      time.advance(Duration.ofDays(300));
      serving.look();
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=his");
    }
  }

  @Test
  void open_somebodyElsesPairIsBroken_leavesItAlone() throws Exception {
    Path certs = Files.createDirectories(folder.resolve("certs"));
    String his = new TestPki("ca").server("his").certificatePem();
    Files.writeString(certs.resolve("apiserver.crt"), his);
    Files.writeString(certs.resolve("apiserver.key"), "junk");
    try (var serving = ServingCertificate.open(made(), NOW)) {
      assertThat(serving.authority()).isPresent();
    }
    assertThat(certs.resolve("apiserver.crt")).hasContent(his);
  }

  @Test
  void open_folderCannotBeWritten_servesFromMemory() throws Exception {
    Files.writeString(folder.resolve("certs"), "a file where the folder should be");
    try (var serving = ServingCertificate.open(made(), NOW)) {
      handshake(
          serving, TestPki.clientContext(serving.authority().orElseThrow(), null), "localhost");
    }
  }

  @Test
  void look_endOfValidityNear_renewsUnderTheSameAuthority() throws Exception {
    var time = new ManualTime(Instant.now());
    try (var serving = ServingCertificate.open(made(), time)) {
      X509Certificate before = serving.chain().getFirst();
      X509Certificate authority = serving.authority().orElseThrow();
      serving.look();
      assertThat(serving.chain().getFirst()).isEqualTo(before);

      time.advance(Duration.ofDays(300));
      serving.look();

      X509Certificate after = serving.chain().getFirst();
      assertThat(after.getNotAfter()).isAfter(before.getNotAfter());
      after.verify(authority.getPublicKey());
      assertThat(serving.authority()).hasValue(authority);
    }
  }

  // ---- files

  @Test
  void open_filesOfTwoPairs_saysSo() {
    var pki = new TestPki("ca");
    write(pki.server("one"));
    Certified other = pki.server("two");
    other.write(folder.resolve("tls.crt"), folder.resolve("other.key"));

    assertThatThrownBy(() -> ServingCertificate.open(files(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.key")
        .hasMessageContaining("the key does not belong to the certificate");
  }

  @Test
  void open_missingFile_namesIt() {
    assertThatThrownBy(() -> ServingCertificate.open(files(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.crt");
  }

  @Test
  void look_filesReplaced_nextHandshakeShowsTheNewCertificate() throws Exception {
    var pki = new TestPki("ca");
    write(pki.server("one"));
    try (var serving = ServingCertificate.open(files(), NOW)) {
      SSLContext client = TestPki.clientContext(pki.certificate(), null);
      assertThat(subject(handshake(serving, client, "localhost"))).isEqualTo("CN=one");

      write(pki.server("two"));
      serving.look();

      assertThat(subject(handshake(serving, client, "localhost"))).isEqualTo("CN=two");
    }
  }

  @Test
  void look_secretSwappedByLinks_isTakenOver() throws Exception {
    var pki = new TestPki("ca");
    Path one = Files.createDirectory(folder.resolve("..one"));
    Path two = Files.createDirectory(folder.resolve("..two"));
    pki.server("one").write(one.resolve("tls.crt"), one.resolve("tls.key"));
    pki.server("two").write(two.resolve("tls.crt"), two.resolve("tls.key"));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), one);
    Files.createSymbolicLink(folder.resolve("tls.crt"), data.resolve("tls.crt"));
    Files.createSymbolicLink(folder.resolve("tls.key"), data.resolve("tls.key"));
    try (var serving = ServingCertificate.open(files(), NOW)) {
      Files.delete(data);
      Files.createSymbolicLink(data, two);
      serving.look();

      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=two");
    }
  }

  @Test
  void look_brokenFiles_keepsTheLastPairUntilTheyAreGood() throws Exception {
    var pki = new TestPki("ca");
    write(pki.server("one"));
    try (var serving = ServingCertificate.open(files(), NOW)) {
      for (String broken : List.of("", "junk", pki.server("other").certificatePem())) {
        Files.writeString(folder.resolve("tls.crt"), broken);
        serving.look();
        assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=one");
      }
      Files.delete(folder.resolve("tls.crt"));
      serving.look();
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=one");

      write(pki.server("two"));
      serving.look();
      assertThat(subject(serving.chain().getFirst())).isEqualTo("CN=two");
    }
  }

  @Test
  void swap_handshakeUnderWay_keepsCertificateAndKeyOfOnePair() {
    var pki = new TestPki("ca");
    Identity one = pki.server("one").identity();
    var live = new LiveIdentity(one);
    String alias = live.chooseEngineServerAlias("EC", null, null);

    live.swap(pki.server("two").identity());

    assertThat(live.getCertificateChain(alias)).isEqualTo(one.chain().toArray());
    assertThat(live.getPrivateKey(alias)).isEqualTo(one.key());
    assertThat(live.chooseEngineServerAlias("RSA", null, null)).isNull();
  }

  // ---- keys as they come

  @Test
  void privateKey_bareEcForm_isRead() throws Exception {
    Certified pair = new TestPki("ca").server("one");
    byte[] pkcs8 = pair.key().getEncoded();
    // version and algorithm come first; what is left is one octet string
    byte[] bare = octets(pkcs8);

    assertThat(Pem.privateKey(block("EC PRIVATE KEY", bare), pair.chain().getFirst()))
        .isEqualTo(pair.key());
  }

  @Test
  void integer_andLongLengths_areWrittenAsTheRuntimeReadsThem() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
    byte[] bare = octets(pkcs8);
    byte[] algorithm = Arrays.copyOfRange(pkcs8, 7, 7 + 15);

    assertThat(PrivateKeyInfo.encode(algorithm, bare)).isEqualTo(pkcs8);
  }

  @Test
  void privateKey_encrypted_saysSo() {
    Certified pair = new TestPki("ca").server("one");
    assertThatThrownBy(() ->
            Pem.privateKey(block("ENCRYPTED PRIVATE KEY", new byte[9]), pair.chain().getFirst()))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("encrypted");
  }

  private static byte[] octets(byte[] pkcs8) {
    for (int at = 7; at < pkcs8.length; at++) {
      for (int header = 2; header <= 4; header++) {
        byte[] content =
            Arrays.copyOfRange(pkcs8, Math.min(pkcs8.length, at + header), pkcs8.length);
        if (isWrapped(pkcs8, at, content)) {
          return content;
        }
      }
    }
    throw new IllegalArgumentException("no octet string at the end");
  }

  /**
   * @param at where the key's octet string begins; the algorithm before it has 2 to 4 bytes of the
   *     outer head and 3 of the version before it
   */
  private static boolean isWrapped(byte[] pkcs8, int at, byte[] content) {
    for (int algorithm = 2 + 3; algorithm <= Math.min(4 + 3, at); algorithm++) {
      byte[] named = Arrays.copyOfRange(pkcs8, algorithm, at);
      if (Arrays.equals(PrivateKeyInfo.encode(named, content), pkcs8)) {
        return true;
      }
    }
    return false;
  }

  private static String block(String kind, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }

  // ---- TLS

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  /** What a client sees that verifies the name. */
  private static X509Certificate handshake(
      ServingCertificate serving, SSLContext client, String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext context = SSLContext.getInstance("TLS");
    var managers = new KeyManager[] {serving.keys()};
    context.init(managers, new TrustManager[] {new DeferredTrust()}, null);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var server =
            (SSLServerSocket)
                context
                    .getServerSocketFactory()
                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setWantClientAuth(true);
      Future<?> accepted =
          threads.submit(() -> {
            try (var socket = (SSLSocket) server.accept()) {
              socket.startHandshake();
              return socket.getInputStream().read();
            }
          });
      try (var plain = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
          var socket =
              (SSLSocket)
                  client
                      .getSocketFactory()
                      .createSocket(plain, name, server.getLocalPort(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        socket.getOutputStream().write(1);
        accepted.get();
        return shown;
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
    }
  }
}
