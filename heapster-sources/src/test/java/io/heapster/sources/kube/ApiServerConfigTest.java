package io.heapster.sources.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiServerConfigTest {
  private Options options = new Options("source", Map.of());

  private ApiServerConfig read(String text) {
    ComponentUri uri = ComponentUri.parse(text, _ -> "");
    options = new Options("source " + uri.key(), uri.options());
    return ApiServerConfig.from(uri, options);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubernetes.summary_api",
        "kubernetes.summary_api:",
        "kubernetes.summary_api:''",
        "kubernetes:?"
      })
  void from_noAddress_isInClusterWithDefaults(String text) {
    assertThat(read(text))
        .isEqualTo(new ApiServerConfig(null, true, null, false, false, "", "", 500));
    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kubernetes:https://kubernetes.default, https://kubernetes.default",
    "kubernetes:http://127.0.0.1:8080/path, http://127.0.0.1:8080",
    "kubernetes:https://[fd00::1]:6443, https://[fd00::1]:6443",
    "kubernetes:HTTPS://user@host:1, https://host:1",
    "kubernetes:https://my_host:6443, https://my_host:6443"
  })
  void from_address_overridesServer(String text, URI expected) {
    assertThat(read(text).apiServer()).isEqualTo(expected);
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kubernetes:host", "kubernetes://host", "kubernetes:https:x", "kubernetes:/a/b"})
  void from_halfAnAddress_isNoOverride(String text) {
    assertThat(read(text).apiServer()).isNull();
  }

  @Test
  void from_otherScheme_isIgnoredWithWarning() {
    assertThat(read("kubernetes:ftp://host").apiServer()).isNull();
    assertThat(options.warnings()).singleElement().asString().contains("ftp://host", "https://");
  }

  @Test
  void from_allOptions_areRead() {
    ApiServerConfig config =
        read(
            "kubernetes:https://h:1?inClusterConfig=false&insecure=true&useServiceAccount=1"
                + "&host_id_annotation=a/b&nodeSelector=pool%3Dblue%2Czone&pageSize=50");
    assertThat(config)
        .isEqualTo(
            new ApiServerConfig(
                URI.create("https://h:1"), false, null, true, true, "a/b", "pool=blue,zone", 50));
    assertThat(options.problems()).isEmpty();
  }

  @Test
  void from_kubeconfig_winsOverAddressInsecureAndVersion() {
    ApiServerConfig config =
        read(
            "kubernetes:https://h?inClusterConfig=false&auth=/k/config&insecure=true&apiVersion=v2");
    assertThat(config.kubeconfig()).isEqualTo(Path.of("/k/config"));
    assertThat(config.apiServer()).isNull();
    assertThat(config.insecure()).isFalse();
    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings())
        .anyMatch(warning -> warning.contains("https://h"))
        .anyMatch(warning -> warning.contains("insecure"))
        .anyMatch(warning -> warning.contains("apiVersion"))
        .hasSize(3);
  }

  @Test
  void from_kubeconfigInCluster_isIgnoredWithWarning() {
    assertThat(read("kubernetes:?auth=/k/config").kubeconfig()).isNull();
    assertThat(options.warnings()).singleElement().asString().contains("inClusterConfig=false");
  }

  @Test
  void from_nowhereToGo_saysWhatToSet() {
    assertThat(read("kubernetes:?inClusterConfig=false").apiServer()).isNull();
    assertThat(options.problems())
        .singleElement()
        .asString()
        .contains("auth", "kubernetes:https://host:6443?inClusterConfig=false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pageSize=0",
        "pageSize=10001",
        "pageSize=x",
        "insecure=maybe",
        "inClusterConfig=2"
      })
  void from_badValue_isAProblem(String option) {
    read("kubernetes:https://h?" + option);
    assertThat(options.problems()).hasSize(1);
  }
}
