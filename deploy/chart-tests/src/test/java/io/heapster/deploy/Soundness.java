package io.heapster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What must hold within any set of manifests that is applied together. */
final class Soundness {
  private static final String POD = "/spec/template/spec";
  private static final List<String> PROBES =
      List.of("startupProbe", "livenessProbe", "readinessProbe");

  /** There in every cluster. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "ClusterRole system:auth-delegator",
          "Role extension-apiserver-authentication-reader",
          "ServiceAccount kube-system/horizontal-pod-autoscaler");

  private static final Set<String> WITHOUT_NAMESPACE =
      Set.of("APIService", "ClusterRole", "ClusterRoleBinding", "Namespace");

  /** A file or folder in arguments; nothing else in the container is there or may be written. */
  private static final Pattern PATH = Pattern.compile("/(etc|var|tmp)/[A-Za-z0-9_./-]+");

  private final Manifests manifests;

  /** Accounts that the manifests may use without making them. */
  private final Set<String> given;

  private Soundness(Manifests manifests, Set<String> given) {
    this.manifests = manifests;
    this.given = given;
  }

  static void check(Manifests manifests, String... given) {
    var soundness = new Soundness(manifests, Set.of(given));
    manifests.objects().forEach(StrictTypes::check);
    soundness.names();
    soundness.roles();
    for (JsonNode deployment : manifests.ofKind("Deployment")) {
      soundness.selectors(deployment);
      soundness.ports(deployment);
      soundness.security(deployment);
      soundness.environment(deployment);
      soundness.volumes(deployment);
    }
    soundness.services();
    soundness.apiServices();
    soundness.certificates();
  }

  private void names() {
    assertThat(manifests.objects()).isNotEmpty();
    assertThat(manifests.ids()).doesNotHaveDuplicates();
    assertThat(manifests.find("ClusterRole", "system:heapster"))
        .as("a role that clusters have already: Helm would refuse to install")
        .isEmpty();
    for (JsonNode object : manifests.objects()) {
      String id = Manifests.id(object);
      boolean clusterWide = WITHOUT_NAMESPACE.contains(Manifests.kind(object));
      assertThat(Manifests.namespace(object).isEmpty()).as(id).isEqualTo(clusterWide);
      boolean role = object.path("apiVersion").asText().startsWith("rbac.");
      assertThat(Manifests.name(object))
          .as(id)
          .hasSizeLessThanOrEqualTo(253)
          .matches(role ? "[a-z0-9:.-]+" : "[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
      Manifests.map(object.at("/metadata/labels"))
          .values()
          .forEach(label ->
              assertThat(label).as(id).matches("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?"));
    }
  }

  private void roles() {
    for (String kind : List.of("RoleBinding", "ClusterRoleBinding")) {
      for (JsonNode binding : manifests.ofKind(kind)) {
        JsonNode role = binding.path("roleRef");
        requireThere(binding, role.path("kind").asText(), "", role.path("name").asText());
        for (JsonNode subject : binding.path("subjects")) {
          requireThere(
              binding,
              "ServiceAccount",
              subject.path("namespace").asText() + "/",
              subject.path("name").asText());
        }
      }
    }
    for (JsonNode deployment : manifests.ofKind("Deployment")) {
      String account = deployment.at(POD + "/serviceAccountName").asText();
      if (!account.isEmpty()) {
        requireThere(deployment, "ServiceAccount", Manifests.namespace(deployment) + "/", account);
      }
    }
  }

  private void requireThere(JsonNode from, String kind, String namespace, String name) {
    String wanted = kind + " " + namespace + name;
    boolean made =
        manifests.ofKind(kind).stream()
            .anyMatch(each ->
                wanted.equals(
                    kind
                        + " "
                        + (namespace.isEmpty() ? "" : Manifests.namespace(each) + "/")
                        + Manifests.name(each)));
    assertThat(made || BUILT_IN.contains(wanted) || given.contains(wanted))
        .as("%s needs %s", Manifests.id(from), wanted)
        .isTrue();
  }

  /** Whatever selects the pods selects exactly them, and them only by their component. */
  private void selectors(JsonNode deployment) {
    Map<String, String> labels = Manifests.map(deployment.at("/spec/template/metadata/labels"));
    var selectors = new ArrayList<JsonNode>();
    selectors.add(deployment.at("/spec/selector/matchLabels"));
    manifests.ofKind("Service").forEach(each -> selectors.add(each.at("/spec/selector")));
    manifests
        .ofKind("PodDisruptionBudget")
        .forEach(each -> selectors.add(each.at("/spec/selector/matchLabels")));
    manifests
        .ofKind("NetworkPolicy")
        .forEach(each -> selectors.add(each.at("/spec/podSelector/matchLabels")));
    deployment
        .at(POD + "/topologySpreadConstraints")
        .forEach(each -> selectors.add(each.at("/labelSelector/matchLabels")));
    deployment
        .at(POD + "/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution")
        .forEach(each -> selectors.add(each.at("/labelSelector/matchLabels")));
    for (JsonNode selector : selectors) {
      assertThat(Manifests.map(selector))
          .as("a selector beside %s", Manifests.id(deployment))
          .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/component");
      assertThat(labels).containsAllEntriesOf(Manifests.map(selector));
    }
    assertThat(labels.get("app.kubernetes.io/component")).isIn("metrics", "simulated");
  }

  private static Set<String> opened(JsonNode container) {
    var names = new TreeSet<String>();
    container.path("ports").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  private void ports(JsonNode deployment) {
    JsonNode container = deployment.at(POD + "/containers/0");
    Set<String> opened = opened(container);
    var numbers = new HashSet<Integer>();
    container.path("ports").forEach(each -> numbers.add(each.path("containerPort").asInt()));
    assertThat(numbers).hasSameSizeAs(opened);
    for (String probe : PROBES) {
      JsonNode given = container.path(probe);
      JsonNode action = given.has("httpGet") ? given.path("httpGet") : given.path("tcpSocket");
      assertThat(opened).as(probe).contains(action.path("port").asText());
      if (given.has("httpGet")) {
        assertThat(action.path("path").asText()).isIn("/livez", "/readyz", "/healthz");
      }
    }
    var served = new TreeSet<String>();
    for (JsonNode service : manifests.ofKind("Service")) {
      service.at("/spec/ports").forEach(each -> served.add(each.path("targetPort").asText()));
    }
    assertThat(served).as("ports of Services, and of the container").isEqualTo(opened);
    for (JsonNode policy : manifests.ofKind("NetworkPolicy")) {
      for (JsonNode rule : policy.at("/spec/ingress")) {
        JsonNode port = rule.at("/ports/0/port");
        boolean there =
            port.isTextual() ? opened.contains(port.asText()) : port.asInt() > 0 && port.isInt();
        assertThat(there).as("%s lets in to %s", Manifests.id(policy), port).isTrue();
      }
    }
  }

  /** What Kubernetes calls the restricted level, and a root file system that nobody writes to. */
  private void security(JsonNode deployment) {
    JsonNode pod = deployment.at(POD);
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    for (JsonNode container : pod.path("containers")) {
      JsonNode context = container.path("securityContext");
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(Manifests.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
      assertThat(container.at("/resources/requests")).hasSize(2);
    }
  }

  /** The name of the Service in a certificate that the daemon makes follows from the namespace. */
  private void environment(JsonNode deployment) {
    JsonNode container = deployment.at(POD + "/containers/0");
    if (opened(container).contains("https")) {
      assertThat(container.at("/env/0/name").asText()).isEqualTo("POD_NAMESPACE");
      assertThat(container.at("/env/0/valueFrom/fieldRef/fieldPath").asText())
          .isEqualTo("metadata.namespace");
    }
  }

  private void volumes(JsonNode deployment) {
    var declared = new TreeSet<String>();
    for (JsonNode volume : deployment.at(POD + "/volumes")) {
      declared.add(volume.path("name").asText());
      String claim = volume.at("/persistentVolumeClaim/claimName").asText();
      if (!claim.isEmpty() && !given.contains("PersistentVolumeClaim " + claim)) {
        manifests.get("PersistentVolumeClaim", claim);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
      }
      String map = volume.at("/configMap/name").asText();
      if (!map.isEmpty()) {
        manifests.get("ConfigMap", map);
      }
    }
    var mounted = new TreeSet<String>();
    var paths = new ArrayList<String>();
    for (JsonNode mount : deployment.at(POD + "/containers/0/volumeMounts")) {
      mounted.add(mount.path("name").asText());
      paths.add(mount.path("mountPath").asText());
    }
    assertThat(mounted).isEqualTo(declared).contains("tmp");
    assertThat(paths).doesNotHaveDuplicates().contains("/tmp");
    PATH.matcher(String.join(" ", Manifests.texts(deployment.at(POD + "/containers/0/args"))))
        .results()
        .forEach(named -> assertThat(paths).anyMatch(path -> named.group().startsWith(path)));
  }

  private void services() {
    for (JsonNode monitor : manifests.ofKind("ServiceMonitor")) {
      Map<String, String> wanted = Manifests.map(monitor.at("/spec/selector/matchLabels"));
      JsonNode endpoint = monitor.at("/spec/endpoints/0");
      boolean named = endpoint.has("port");
      JsonNode port = named ? endpoint.path("port") : endpoint.path("targetPort");
      assertThat(manifests.ofKind("Service"))
          .as("a Service that %s finds", Manifests.id(monitor))
          .anyMatch(service ->
              Manifests.map(service.at("/metadata/labels"))
                      .entrySet()
                      .containsAll(wanted.entrySet())
                  && service.at("/spec/ports/0").path(named ? "name" : "targetPort").equals(port));
    }
  }

  /** Each leads to a Service that is there, and knows whom to trust in exactly one way. */
  private void apiServices() {
    for (JsonNode api : manifests.ofKind("APIService")) {
      JsonNode spec = api.path("spec");
      assertThat(Manifests.name(api))
          .isEqualTo(spec.path("version").asText() + "." + spec.path("group").asText());
      JsonNode service = manifests.get("Service", spec.at("/service/name").asText());
      assertThat(Manifests.namespace(service)).isEqualTo(spec.at("/service/namespace").asText());
      assertThat(service.at("/spec/ports/0/port")).isEqualTo(spec.at("/service/port"));
      int ways = spec.path("insecureSkipTLSVerify").asBoolean() ? 1 : 0;
      ways += spec.path("caBundle").asText().isEmpty() ? 0 : 1;
      ways += injectedFrom(api).isEmpty() ? 0 : 1;
      assertThat(ways).as("ways of trust in %s", Manifests.id(api)).isEqualTo(1);
    }
  }

  private static String injectedFrom(JsonNode api) {
    return api.at("/metadata/annotations").path("cert-manager.io/inject-ca-from").asText();
  }

  private void certificates() {
    for (JsonNode certificate : manifests.ofKind("Certificate")) {
      JsonNode issuer = certificate.at("/spec/issuerRef");
      if (issuer.path("kind").asText().equals("Issuer")) {
        manifests.get("Issuer", issuer.path("name").asText());
      }
    }
    for (JsonNode api : manifests.ofKind("APIService")) {
      if (!injectedFrom(api).isEmpty()) {
        String[] parts = injectedFrom(api).split("/", 2);
        JsonNode certificate = manifests.get("Certificate", parts[1]);
        assertThat(Manifests.namespace(certificate)).isEqualTo(parts[0]);
        String host =
            api.at("/spec/service/name").asText()
                + "."
                + api.at("/spec/service/namespace").asText();
        assertThat(Manifests.texts(certificate.at("/spec/dnsNames"))).contains(host + ".svc");
        assertThat(manifests.deployment().at(POD + "/volumes").toString())
            .contains("\"secretName\":" + certificate.at("/spec/secretName"));
      }
    }
  }
}
