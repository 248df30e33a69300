package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiAccessTest {
  private static final Map<String, String> POD_ENVIRONMENT =
      Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443");

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();

  private ApiAccess open(ApiServerConfig config, Map<String, String> environment) {
    return new AccessResolver(config, new ServiceAccount(directory, environment::get), time)
        .resolve();
  }

  private static ApiServerConfig inCluster(URI server, boolean insecure) {
    return new ApiServerConfig(server, true, null, insecure, false, "", "", 500);
  }

  private static ApiServerConfig plain(boolean insecure, boolean useServiceAccount) {
    return new ApiServerConfig(
        URI.create("https://host:6443"), false, null, insecure, useServiceAccount, "", "", 500);
  }

  private void mountServiceAccount() throws IOException {
    Files.writeString(directory.resolve("token"), "secret\n");
    Files.writeString(directory.resolve("ca.crt"), "the CA");
  }

  @Test
  void inCluster_inPod_takesEnvironmentAndFiles() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(null, false), POD_ENVIRONMENT);
    assertThat(access.apiServer()).isEqualTo(URI.create("https://10.96.0.1:443/"));
    assertThat(access.bearerToken().get()).contains("secret");
    assertThat(access.caPem()).contains("the CA");
    assertThat(access.insecure()).isFalse();
    assertThat(access.clientCertificatePem()).isEmpty();
    assertThat(access.clientKeyPem()).isEmpty();
  }

  @Test
  void inCluster_ipv6Host_isBracketed() throws IOException {
    mountServiceAccount();
    ApiAccess access =
        open(
            inCluster(null, false),
            Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443"));
    assertThat(access.apiServer()).isEqualTo(URI.create("https://[fd00::1]:443/"));
  }

  @Test
  void inCluster_address_overridesEnvironment() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(URI.create("https://kubernetes.default"), false), Map.of());
    assertThat(access.apiServer()).isEqualTo(URI.create("https://kubernetes.default/"));
    assertThat(access.bearerToken().get()).contains("secret");
  }

  @Test
  void inCluster_insecure_dropsTheCa() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(null, true), POD_ENVIRONMENT);
    assertThat(access.insecure()).isTrue();
    assertThat(access.caPem()).isEmpty();
  }

  @Test
  void inCluster_withoutCaFile_goesByTheMachinesCas() throws IOException {
    mountServiceAccount();
    Files.delete(directory.resolve("ca.crt"));
    assertThat(open(inCluster(null, false), POD_ENVIRONMENT).caPem()).isEmpty();
  }

  @Test
  void inCluster_outsideAPod_namesAllThatIsMissing() {
    assertThatThrownBy(() -> open(inCluster(null, false), Map.of()))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining("KUBERNETES_SERVICE_HOST")
        .hasMessageContaining("KUBERNETES_SERVICE_PORT")
        .hasMessageContaining(directory.resolve("token").toString())
        .hasMessageContaining("inClusterConfig=false");
  }

  @Test
  void inCluster_tokenRotated_isReadAgainAfterAWhile() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(null, false), POD_ENVIRONMENT);
    Files.writeString(directory.resolve("token"), "rotated");
    assertThat(access.bearerToken().get()).contains("secret");
    time.advance(Duration.ofSeconds(5));
    assertThat(access.bearerToken().get()).contains("rotated");
  }

  @Test
  void inCluster_tokenGone_lastOneStays() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(null, false), POD_ENVIRONMENT);
    Files.delete(directory.resolve("token"));
    time.advance(Duration.ofSeconds(5));
    assertThat(access.bearerToken().get()).contains("secret");
  }

  @Test
  void inCluster_tokenRotatesToTwoLines_lastOneStays() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(inCluster(null, false), POD_ENVIRONMENT);
    Files.writeString(directory.resolve("token"), "two\nlines");
    time.advance(Duration.ofSeconds(5));
    assertThat(access.bearerToken().get()).contains("secret");
  }

  @Test
  void inCluster_tokenOfTwoLines_isRefusedWithoutShowingIt() throws IOException {
    mountServiceAccount();
    Files.writeString(directory.resolve("token"), "two\r\nlines");
    assertThatThrownBy(() -> open(inCluster(null, false), POD_ENVIRONMENT))
        .isInstanceOf(ApiAccessException.class)
        .hasMessageContaining(directory.resolve("token").toString())
        .hasMessageContaining("line break")
        .hasMessageNotContaining("lines");
  }

  @Test
  void plain_hasNoCredentials() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(plain(false, false), POD_ENVIRONMENT);
    assertThat(access.apiServer()).isEqualTo(URI.create("https://host:6443/"));
    assertThat(access.bearerToken().get()).isEmpty();
    assertThat(access.caPem()).isEmpty();
    assertThat(access.insecure()).isFalse();
  }

  @Test
  void plain_insecure_isToldOn() {
    assertThat(open(plain(true, false), Map.of()).insecure()).isTrue();
  }

  @Test
  void plain_useServiceAccount_takesItsTokenOnly() throws IOException {
    mountServiceAccount();
    ApiAccess access = open(plain(false, true), Map.of());
    assertThat(access.bearerToken().get()).contains("secret");
    assertThat(access.caPem()).isEmpty();
  }

  @Test
  void plain_useServiceAccountOutsideAPod_isSilentlyNothing() {
    assertThat(open(plain(false, true), Map.of()).bearerToken().get()).isEmpty();
  }
}
