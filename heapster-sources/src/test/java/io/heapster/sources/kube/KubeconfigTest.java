package io.heapster.sources.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubeconfigTest {
  @TempDir Path directory;
  private final ManualTime time = new ManualTime();

  private Path write(String context, String cluster, String user) throws IOException {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: %s
        contexts:
        - name: one
          context: {cluster: c1, user: u1}
        - name: two
          context: {cluster: c2, user: u2}
        - name: lost
          context: {cluster: nowhere, user: u1}
        clusters:
        - name: c1
          cluster: {server: "https://one:6443", %s}
        - name: c2
          cluster: {server: "http://two:8080", insecure-skip-tls-verify: true}
        users:
        - name: u1
          user: {%s}
        - name: u2
          user: {token: token-of-two}
        """
            .formatted(context, cluster, user);
    return Files.writeString(directory.resolve("config"), text);
  }

  private ApiAccess open(Path file) {
    var config = new ApiServerConfig(null, false, file, false, false, "", "", 500);
    var account = new ServiceAccount(directory.resolve("none"), Map.<String, String>of()::get);
    return new AccessResolver(config, account, time).resolve();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void currentContext_decides() throws IOException {
    ApiAccess one = open(write("one", "", "token: token-of-one"));
    assertThat(one.apiServer()).isEqualTo(URI.create("https://one:6443/"));
    assertThat(one.bearerToken().get()).contains("token-of-one");
    assertThat(one.insecure()).isFalse();

    ApiAccess two = open(write("two", "", ""));
    assertThat(two.apiServer()).isEqualTo(URI.create("http://two:8080/"));
    assertThat(two.bearerToken().get()).contains("token-of-two");
    assertThat(two.insecure()).isTrue();
  }

  @Test
  void token_endingInALineBreak_isStripped() throws IOException {
    ApiAccess access = open(write("one", "", "token: \"secret\\n\""));
    assertThat(access.bearerToken().get()).contains("secret");
  }

  @Test
  void token_ofTwoLines_isRefused() throws IOException {
    Path file = write("one", "", "token: \"two\\nlines\"");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining("token of the kubeconfig")
        .hasMessageNotContaining("lines");
  }

  @Test
  void certificates_asData_areDecoded() throws IOException {
    ApiAccess access =
        open(
            write(
                "one",
                "certificate-authority-data: " + base64("CA"),
                "client-certificate-data: "
                    + base64("CERT")
                    + ", client-key-data: "
                    + base64("KEY")));
    assertThat(access.caPem()).contains("CA");
    assertThat(access.clientCertificatePem()).contains("CERT");
    assertThat(access.clientKeyPem()).contains("KEY");
    assertThat(access.bearerToken().get()).isEmpty();
  }

  @Test
  void certificates_asRelativeFiles_areFoundBesideTheKubeconfig() throws IOException {
    Files.writeString(directory.resolve("ca.pem"), "CA");
    Files.writeString(directory.resolve("cert.pem"), "CERT");
    Files.writeString(directory.resolve("key.pem"), "KEY");
    ApiAccess access =
        open(
            write(
                "one",
                "certificate-authority: ca.pem",
                "client-certificate: cert.pem, client-key: key.pem"));
    assertThat(access.caPem()).contains("CA");
    assertThat(access.clientCertificatePem()).contains("CERT");
    assertThat(access.clientKeyPem()).contains("KEY");
  }

  @Test
  void tokenFile_rotated_isReadAgain() throws IOException {
    Path tokenFile = Files.writeString(directory.resolve("token"), "first");
    ApiAccess access = open(write("one", "", "tokenFile: token, token: stale"));
    assertThat(access.bearerToken().get()).contains("first");
    Files.writeString(tokenFile, "second");
    time.advance(Duration.ofSeconds(5));
    assertThat(access.bearerToken().get()).contains("second");
  }

  @Test
  void plugin_isRunAtStartAndAgainInTheBackground() throws IOException {
    Path answer = directory.resolve("answer.json");
    writeCredential(answer, "from-plugin");
    Path plugin = Files.writeString(directory.resolve("plugin"), "#!/bin/sh\ncat " + answer + "\n");
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
    ApiAccess access =
        open(
            write(
                "one",
                "",
                "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never,"
                    + " command: ./plugin}"));
    assertThat(access.bearerToken().get()).contains("from-plugin");

    writeCredential(answer, "fresh");
    time.advance(Duration.ofMinutes(1));
    await().until(() -> access.bearerToken().get().equals(Optional.of("fresh")));
  }

  private static void writeCredential(Path file, String token) throws IOException {
    Files.writeString(
        file,
        """
        {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",\
        "status":{"token":"%s"}}
        """
            .formatted(token));
  }

  @ParameterizedTest
  @CsvSource({
    "'', set current-context",
    "three, context \"three\" is not there",
    "lost, names cluster \"nowhere\""
  })
  void context_leadingNowhere_isNamed(String context, String message) throws IOException {
    Path file = write('"' + context + '"', "", "");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void file_absent_isNamed() {
    assertThatThrownBy(() -> open(directory.resolve("absent")))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining(directory.resolve("absent").toString());
  }

  @Test
  void file_ofSomethingElse_isNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("config"), "- just\n- a list\n");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining("not a kubeconfig");
  }

  @Test
  void certificateFile_absent_isNamed() throws IOException {
    Path file = write("one", "certificate-authority: absent.pem", "");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining("certificate authority")
        .hasMessageContaining("absent.pem");
  }
}
