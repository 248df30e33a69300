package io.heapster.sources.kube;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes gives a pod to reach its API: two variables, a token and a CA certificate.
 *
 * @param directory where the volume of the service account is mounted
 * @param environment gives a variable's value, or null
 */
record ServiceAccount(Path directory, UnaryOperator<String> environment) {
  static final Path DEFAULT_DIRECTORY = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final String HOST = "KUBERNETES_SERVICE_HOST";
  private static final String PORT = "KUBERNETES_SERVICE_PORT";

  Path tokenFile() {
    return directory.resolve("token");
  }

  Path caFile() {
    return directory.resolve("ca.crt");
  }

  boolean hasToken() {
    return Files.isReadable(tokenFile());
  }

  /**
   * The API server's address, unless it is given.
   *
   * @throws ApiAccessException when something a pod has is missing; the message names all of it
   */
  URI requireServer(@Nullable URI given) {
    var missing = new ArrayList<String>();
    if (given == null) {
      for (String name : List.of(HOST, PORT)) {
        if (value(name).isEmpty()) {
          missing.add("environment variable " + name);
        }
      }
    }
    if (!hasToken()) {
      missing.add("file " + tokenFile());
    }
    if (!missing.isEmpty()) {
      throw new ApiAccessException(
          "inClusterConfig=true needs the service account of a pod; missing: "
              + String.join(", ", missing)
              + ". Outside a pod set inClusterConfig=false, and auth=<kubeconfig> or the API"
              + " server's address in the URI");
    }
    return given == null ? URI.create("https://" + host() + ":" + value(PORT)) : given;
  }

  private String host() {
    String host = value(HOST);
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  @SuppressWarnings("NullAway") // System::getenv answers null for what is not set
  private String value(String name) {
    String value = environment.apply(name);
    return value == null ? "" : value;
  }
}
