package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiConfigTest {
  @TempDir Path folder;

  private static List<String> problems(String... flags) {
    var all = new ArrayList<>(List.of("--source=kubernetes:"));
    all.addAll(List.of(flags));
    return new ConfigLoader(Map.of()).load(all).problems();
  }

  private String nothing() throws IOException {
    return Files.writeString(folder.resolve("nothing.pem"), "no PEM").toString();
  }

  @Test
  void read_pemFiles_areTaken() throws Exception {
    String certificate = PemSamples.certificate(folder);

    assertThat(
            problems(
                "--tls_cert=" + certificate,
                "--tls_key=" + PemSamples.key(folder),
                "--tls_client_ca=" + certificate))
        .isEmpty();
  }

  @Test
  void read_filesWithoutPem_areAllNamed() throws IOException {
    String file = nothing();

    assertThat(problems("--tls_cert=" + file, "--tls_key=" + file, "--tls_client_ca=" + file))
        .hasSize(3)
        .anyMatch(each -> each.startsWith("--tls_cert: \"" + file + "\": expected PEM cert"))
        .anyMatch(each -> each.startsWith("--tls_client_ca: \"" + file + "\": expected PEM cert"))
        .anyMatch(each -> each.startsWith("--tls_key: \"" + file + "\": expected a PEM private"));
  }

  @Test
  void read_keyWithBrokenText_isRefused() throws IOException {
    String text = "-----BEGIN PRIVATE KEY-----\nabcde\n-----END PRIVATE KEY-----\n";
    String key = Files.writeString(folder.resolve("key.pem"), text).toString();

    assertThat(problems("--tls_key=" + key)).anyMatch(each -> each.contains("Base64"));
  }

  @Test
  void read_certificateWithoutKey_isRefused() throws Exception {
    assertThat(problems("--tls_cert=" + PemSamples.certificate(folder)))
        .containsExactly("--tls-cert and --tls-key: only one is given, both or neither are needed");
  }

  @Test
  void read_clientCaWithoutCertificate_isRefused() throws Exception {
    assertThat(problems("--tls_client_ca=" + PemSamples.certificate(folder)))
        .containsExactly("--tls-client-ca: needs --tls-cert and --tls-key, which are not given");
  }

  @Test
  void read_usersWithoutClientCa_isRefused() {
    assertThat(problems("--allowed_users=alice"))
        .containsExactly("--allowed-users: needs --tls-client-ca, or nobody would be checked");
  }

  @Test
  void read_missingFile_isNamed() throws Exception {
    assertThat(problems("--tls_cert=/no/such.pem", "--tls_key=" + PemSamples.key(folder)))
        .containsExactly("--tls_cert: \"/no/such.pem\": expected a file that can be read");
  }

  @Test
  void read_hostNameAsAddress_isRefused() {
    assertThat(problems("--listen_ip=localhost"))
        .containsExactly("--listen_ip: \"localhost\": expected an IP address");
  }

  @Test
  void read_portOutOfRange_isRefused() {
    assertThat(problems("--heapster-port=65536", "--heapster_port=x"))
        .containsExactly("--heapster_port: \"x\": expected a whole number from 0 to 65535");
    assertThat(problems("--heapster-port=65536"))
        .containsExactly("--heapster-port: \"65536\": expected a whole number from 0 to 65535");
  }
}
