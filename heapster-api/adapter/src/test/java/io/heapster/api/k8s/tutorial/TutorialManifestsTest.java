package io.heapster.api.k8s.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests of docs/writing-an-adapter.md are objects that Kubernetes knows. */
final class TutorialManifestsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  private static List<HasMetadata> objects() throws Exception {
    String document = Files.readString(Path.of("../../docs/writing-an-adapter.md"));
    var objects = new ArrayList<HasMetadata>();
    BLOCK
        .matcher(document)
        .results()
        .forEach(block -> {
          for (String each : block.group(1).split("(?m)^---$")) {
            objects.add(Serialization.unmarshal(each, HasMetadata.class));
          }
        });
    return objects;
  }

  private static <T> List<T> only(Class<T> type) throws Exception {
    return objects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void manifests_areAllThereIsToDeploy() throws Exception {
    assertThat(objects())
        .extracting(HasMetadata::getKind)
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "ClusterRoleBinding",
            "RoleBinding",
            "ClusterRole",
            "ClusterRoleBinding",
            "Deployment",
            "Service",
            "APIService",
            "APIService",
            "APIService",
            "ClusterRole",
            "ClusterRoleBinding",
            "HorizontalPodAutoscaler");
  }

  @Test
  void manifests_leadFromTheApiServiceToThePod() throws Exception {
    Service service = only(Service.class).getFirst();
    Deployment deployment = only(Deployment.class).getFirst();
    assertThat(only(APIService.class))
        .allSatisfy(api -> {
          String name = api.getSpec().getVersion() + "." + api.getSpec().getGroup();
          assertThat(api.getMetadata().getName()).isEqualTo(name);
          var to = api.getSpec().getService();
          assertThat(to.getName()).isEqualTo(service.getMetadata().getName());
          assertThat(to.getNamespace()).isEqualTo(service.getMetadata().getNamespace());
        });
    var pod = deployment.getSpec().getTemplate();
    assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(service.getSpec().getSelector());
    assertThat(pod.getSpec().getContainers().getFirst().getArgs()).contains("--secure-port=6443");
    assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getIntVal()).isEqualTo(6443);
  }
}
