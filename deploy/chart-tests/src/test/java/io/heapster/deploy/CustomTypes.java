package io.heapster.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * The fields that are used of objects which others define: cert-manager, the Prometheus operator.
 */
final class CustomTypes {
  private CustomTypes() {}

  // cert-manager.io/v1

  record Issuer(String apiVersion, String kind, ObjectMeta metadata, IssuerSpec spec) {}

  record IssuerSpec(Map<String, String> selfSigned, Authority ca) {}

  record Authority(String secretName) {}

  record Certificate(String apiVersion, String kind, ObjectMeta metadata, CertificateSpec spec) {}

  record CertificateSpec(
      boolean isCA,
      String commonName,
      String secretName,
      List<String> dnsNames,
      String duration,
      String renewBefore,
      PrivateKey privateKey,
      List<String> usages,
      IssuerRef issuerRef) {}

  record PrivateKey(String algorithm, int size, String rotationPolicy) {}

  record IssuerRef(String group, String kind, String name) {}

  // monitoring.coreos.com/v1

  record ServiceMonitor(
      String apiVersion, String kind, ObjectMeta metadata, ServiceMonitorSpec spec) {}

  record ServiceMonitorSpec(
      String jobLabel,
      LabelSelector selector,
      NamespaceSelector namespaceSelector,
      List<Endpoint> endpoints) {}

  record NamespaceSelector(List<String> matchNames) {}

  record Endpoint(
      String port,
      String targetPort,
      String scheme,
      String path,
      String interval,
      String scrapeTimeout,
      String bearerTokenFile,
      TlsConfig tlsConfig,
      List<Relabeling> relabelings,
      List<Relabeling> metricRelabelings) {}

  record TlsConfig(boolean insecureSkipVerify, String serverName, SecretOrConfigMap ca) {}

  record SecretOrConfigMap(KeyOf secret) {}

  record KeyOf(String name, String key) {}

  record Relabeling(
      String action,
      List<String> sourceLabels,
      String regex,
      String targetLabel,
      String replacement) {}

  record PrometheusRule(
      String apiVersion, String kind, ObjectMeta metadata, PrometheusRuleSpec spec) {}

  record PrometheusRuleSpec(List<RuleGroup> groups) {}

  record RuleGroup(String name, List<Rule> rules) {}

  record Rule(
      String alert,
      String expr,
      @JsonProperty("for") String during,
      Map<String, String> labels,
      Map<String, String> annotations) {}
}
