package io.heapster.api.k8s.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.tls.TestPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterAuthenticationConfigTest {
  @TempDir Path folder;
  private final TestPki proxies = new TestPki("front-proxy-ca");
  private final TestPki clients = new TestPki("client-ca");
  private StandInApiServer server;
  private KubernetesClient client;
  private ClusterAuthenticationConfig config;

  @BeforeEach
  void open() throws IOException {
    server = new StandInApiServer();
    client =
        new ClusterConnection(folder, _ -> null)
            .open("--authentication-kubeconfig", server.kubeconfig(folder).toString());
    client.getConfiguration().setWatchReconnectInterval(20);
    config = config(AuthenticationOptions.DEFAULTS);
  }

  @AfterEach
  void close() {
    config.close();
    client.close();
    server.close();
  }

  private ClusterAuthenticationConfig config(AuthenticationOptions options) {
    return new ClusterAuthenticationConfig(options, client, new ManualTime(Instant.EPOCH));
  }

  private static AuthenticationOptions options(
      boolean skip, boolean tolerate, String clientCa, String proxyCa) {
    RequestHeaderOptions defaults = RequestHeaderOptions.DEFAULTS;
    return new AuthenticationOptions(
        "",
        Duration.ofSeconds(10),
        skip,
        tolerate,
        clientCa,
        new RequestHeaderOptions(
            proxyCa,
            List.of("flag-name"),
            defaults.usernameHeaders(),
            defaults.uidHeaders(),
            defaults.groupHeaders(),
            defaults.extraHeadersPrefix()));
  }

  private Map<String, String> data() {
    var data = new HashMap<String, String>();
    data.put("client-ca-file", clients.pem());
    data.put("requestheader-client-ca-file", proxies.pem());
    data.put("requestheader-allowed-names", "[\"front-proxy-client\"]");
    data.put("requestheader-username-headers", "[\"X-Remote-User\"]");
    data.put("requestheader-group-headers", "[\"X-Remote-Group\"]");
    data.put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
    return data;
  }

  private List<X509Certificate> proxyBundle() {
    FrontProxy proxy = config.current().frontProxy();
    return proxy == null ? List.of() : proxy.authority().bundle();
  }

  private List<X509Certificate> clientBundle() {
    CertificateAuthority authority = config.current().clients();
    return authority == null ? List.of() : authority.bundle();
  }

  private void watched() {
    await().until(() -> server.watching() == 1);
  }

  // ---- the ConfigMap

  @Test
  void start_configMapThere_isInForceAtOnce() {
    server.configMap(data());
    config.start();

    FrontProxy proxy = config.current().frontProxy();
    assertThat(proxy.allowedNames()).containsExactly("front-proxy-client");
    assertThat(proxy.headers())
        .isEqualTo(
            new IdentityHeaders(
                List.of("X-Remote-User"),
                List.of(),
                List.of("X-Remote-Group"),
                List.of("X-Remote-Extra-")));
    assertThat(config.current().issuers())
        .containsExactly(proxies.certificate(), clients.certificate());
  }

  @Test
  void start_partsMissing_thoseMethodsAreOff() {
    server.configMap(Map.of("client-ca-file", clients.pem()));
    config.start();
    assertThat(config.current().frontProxy()).isNull();
    assertThat(clientBundle()).containsExactly(clients.certificate());
  }

  @Test
  void start_configMapMissing_startsAndFindsItLater() {
    config.start();
    assertThat(config.current()).isEqualTo(CallerTrust.NOBODY);
    watched();

    server.configMap(data());
    await().until(() -> !proxyBundle().isEmpty());
  }

  @Test
  void update_authorityRotated_isInForceWithoutRestart() {
    server.configMap(data());
    config.start();
    watched();
    CertificateAuthority unchanged = config.current().clients();

    var renewed = new TestPki("front-proxy-ca");
    Map<String, String> next = data();
    next.put("requestheader-client-ca-file", proxies.pem() + renewed.pem());
    next.put("requestheader-allowed-names", "[]");
    server.configMap(next);

    await().until(() -> proxyBundle().size() == 2);
    assertThat(config.current().frontProxy().allowedNames()).isEmpty();
    assertThat(config.current().clients()).isSameAs(unchanged);
  }

  @Test
  void update_methodTakenAway_isOff() {
    server.configMap(data());
    config.start();
    watched();
    server.configMap(Map.of());
    await().until(() -> config.current().equals(CallerTrust.NOBODY));
  }

  @Test
  void take_brokenLists_lastContentStaysInForce() {
    take(data());
    CallerTrust before = config.current();
    for (Map<String, String> broken :
        List.of(
            Map.of("requestheader-allowed-names", "[\"x\""),
            Map.of("requestheader-allowed-names", "\"x\""),
            Map.of("requestheader-username-headers", "[1]"),
            Map.of("requestheader-extra-headers-prefix", "[\"\"]"))) {
      Map<String, String> next = data();
      next.putAll(broken);
      take(next);
      assertThat(config.current()).as("%s", broken).isEqualTo(before);
    }
  }

  @Test
  void take_oneBrokenAuthority_allOfTheLastContentStaysInForce() {
    take(data());
    CallerTrust before = config.current();
    for (String broken : List.of("client-ca-file", "requestheader-client-ca-file")) {
      Map<String, String> next = data();
      next.put("client-ca-file", new TestPki("next-client-ca").pem());
      next.put("requestheader-client-ca-file", new TestPki("next-proxy-ca").pem());
      next.put("requestheader-allowed-names", "[\"other\"]");
      next.put(broken, "junk");
      take(next);
      assertThat(config.current()).as(broken).isEqualTo(before);
    }
  }

  private void take(Map<String, String> data) {
    config.take(
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("extension-apiserver-authentication")
            .endMetadata()
            .withData(data)
            .build());
  }

  @Test
  void delete_lastContentStaysInForce_andTheNextCounts() {
    server.configMap(data());
    config.start();
    watched();
    server.deleteConfigMap();
    var renewed = new TestPki("front-proxy-ca");
    Map<String, String> next = data();
    next.put("requestheader-client-ca-file", renewed.pem());
    assertThat(proxyBundle()).containsExactly(proxies.certificate());
    server.configMap(next);
    await().until(() -> proxyBundle().equals(List.of(renewed.certificate())));
  }

  @Test
  void update_watchBroken_isTakenUpAgain() {
    server.configMap(data());
    config.start();
    watched();
    server.configMapStatus(500);
    server.endWatches();
    await().until(() -> server.watching() == 0);
    var renewed = new TestPki("front-proxy-ca");
    Map<String, String> next = data();
    next.put("requestheader-client-ca-file", renewed.pem());
    server.configMap(next);
    server.configMapStatus(200);
    await().until(() -> proxyBundle().equals(List.of(renewed.certificate())));
  }

  // ---- when it cannot be read

  @Test
  void start_forbidden_namesTheRole() {
    server.configMapStatus(403);
    assertThatThrownBy(config::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--role=extension-apiserver-authentication-reader");
  }

  @Test
  void start_accountUnknown_saysWhatToDo() {
    server.configMapStatus(401);
    assertThatThrownBy(config::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("configmap kube-system/extension-apiserver-authentication")
        .hasMessageContaining("--authentication-skip-lookup");
  }

  @Test
  void start_serverHasAHiccup_isReadOnceItCanBe() {
    server.configMap(data());
    server.configMapStatus(500);
    config.start();
    assertThat(config.current()).isEqualTo(CallerTrust.NOBODY);
    server.configMapStatus(200);
    await().until(() -> !proxyBundle().isEmpty());
  }

  @Test
  void start_serverDown_goesOnWithTokensOnly() {
    server.close();
    config.start();
    assertThat(config.current()).isEqualTo(CallerTrust.NOBODY);
  }

  @Test
  void start_failureTolerated_isReadOnceItCanBe() {
    config = config(options(false, true, "", ""));
    server.configMap(data());
    server.configMapStatus(403);
    config.start();
    assertThat(config.current()).isEqualTo(CallerTrust.NOBODY);
    server.configMapStatus(200);
    await().until(() -> !proxyBundle().isEmpty());
  }

  @Test
  void start_lookupSkipped_asksNothing() {
    server.close();
    config = config(options(true, false, "", ""));
    config.start();
    assertThat(config.current()).isEqualTo(CallerTrust.NOBODY);
  }

  // ---- files

  @Test
  void start_filesForBoth_asksNothing() throws IOException {
    server.close();
    Path one = Files.writeString(folder.resolve("clients.pem"), clients.pem());
    Path two = Files.writeString(folder.resolve("proxies.pem"), proxies.pem());
    config = config(options(false, false, one.toString(), two.toString()));
    config.start();
    assertThat(clientBundle()).containsExactly(clients.certificate());
    assertThat(proxyBundle()).containsExactly(proxies.certificate());
    assertThat(config.current().frontProxy().allowedNames()).containsExactly("flag-name");
    assertThat(config.current().frontProxy().headers().username()).containsExactly("x-remote-user");
  }

  @Test
  void start_fileForOne_theOtherIsTheClusters() throws IOException {
    var own = new TestPki("own");
    Path file = Files.writeString(folder.resolve("clients.pem"), own.pem());
    server.configMap(data());
    config = config(options(false, false, file.toString(), ""));
    config.start();
    assertThat(clientBundle()).containsExactly(own.certificate());
    assertThat(config.current().frontProxy().allowedNames()).containsExactly("front-proxy-client");
  }

  @Test
  void look_fileChanged_isTakenOverUnlessBroken() throws IOException {
    Path file = Files.writeString(folder.resolve("clients.pem"), clients.pem());
    config = config(options(true, false, file.toString(), ""));
    config.start();

    for (String broken : List.of("", "junk")) {
      Files.writeString(file, broken);
      config.look();
      assertThat(clientBundle()).containsExactly(clients.certificate());
    }
    Files.delete(file);
    config.look();
    assertThat(clientBundle()).containsExactly(clients.certificate());

    var next = new TestPki("next");
    Files.writeString(file, next.pem());
    config.look();
    assertThat(clientBundle()).containsExactly(next.certificate());
  }

  @Test
  void start_unusableFile_namesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("clients.pem"), "junk");
    for (String each : List.of(file.toString(), folder.resolve("missing.pem").toString())) {
      config = config(options(true, false, each, ""));
      assertThatThrownBy(config::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--client-ca-file " + each);
    }
  }

  @Test
  void options_blankHeaderNames_areRefused() {
    assertThatThrownBy(() ->
            new RequestHeaderOptions(
                "", List.of(), List.of(" "), List.of(), List.of(), List.of("x-")))
        .hasMessageContaining("--requestheader-username-headers");
  }
}
