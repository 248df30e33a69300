package io.heapster.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.heapster.app.DeployedDaemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with what a pod would find at its mount paths, and the daemon's arguments aimed at it.
 */
final class ContainerFiles {
  private static final List<String> PEM = List.of("tls.crt", "tls.key", "ca.crt");

  private final Manifests manifests;
  private final Path root;
  private final Map<String, JsonNode> volumes = new HashMap<>();
  private final List<String> mounts = new ArrayList<>();

  private ContainerFiles(Manifests manifests, Path root) {
    this.manifests = manifests;
    this.root = root;
  }

  /** What the daemon says to what the manifests start it with. */
  static DeployedDaemon.Reading reading(Manifests manifests, Path root) throws IOException {
    var files = new ContainerFiles(manifests, root);
    files.mountAll();
    return DeployedDaemon.read(files.arguments(), files.environment());
  }

  private void mountAll() throws IOException {
    JsonNode pod = manifests.deployment().at("/spec/template/spec");
    pod.path("volumes").forEach(each -> volumes.put(each.path("name").asText(), each));
    for (JsonNode mount : manifests.container().path("volumeMounts")) {
      String path = mount.path("mountPath").asText();
      mounts.add(path);
      Path folder = Files.createDirectories(root.resolve(path.substring(1)));
      JsonNode volume = volumes.get(mount.path("name").asText());
      if (volume.has("secret")) {
        secret(folder);
      }
      for (var entry :
          manifests
              .find("ConfigMap", volume.at("/configMap/name").asText())
              .map(map -> Manifests.map(map.path("data")))
              .orElse(Map.of())
              .entrySet()) {
        Files.writeString(folder.resolve(entry.getKey()), aimed(entry.getValue()));
      }
    }
  }

  /** A Secret of others: all that the chart's values speak of is in it. */
  private static void secret(Path folder) throws IOException {
    JsonNode made = HelmChart.render("tls: {type: helm, helm: {lookup: false}}").only("Secret");
    for (String file : PEM) {
      byte[] pem = Base64.getDecoder().decode(made.path("data").path(file).asText());
      Files.write(folder.resolve(file), pem);
    }
    Files.writeString(folder.resolve("password"), "secret", StandardCharsets.UTF_8);
  }

  private String aimed(String text) {
    String aimed = text;
    for (String mount : mounts) {
      aimed = aimed.replace(mount, root + mount);
    }
    return aimed;
  }

  private List<String> arguments() {
    return manifests.arguments().stream().map(this::aimed).toList();
  }

  private Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    for (JsonNode variable : manifests.container().path("env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText("given"));
    }
    return environment;
  }
}
