package io.heapster.deploy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The chart, rendered by the real Helm in this process. */
final class HelmChart {
  static final Path FOLDER = Path.of("").toAbsolutePath().resolve("../helm/heapster").normalize();

  /** A cluster of this version is rendered for. */
  private static final String KUBERNETES = "1.32.0";

  private HelmChart() {}

  /** Skips the test where the library has no Helm for this machine. */
  static void require() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "skipped: the tests have Helm for Linux on amd64 only");
  }

  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  /** As {@code helm template heapster --namespace kube-system} prints. */
  static Manifests render(String values) throws IOException {
    return render("heapster", "kube-system", values);
  }

  static Manifests render(String release, String namespace, String values) throws IOException {
    return Manifests.parse(text(release, namespace, KUBERNETES, values));
  }

  /** What Helm says to values that it must refuse. */
  static String refusal(String values) throws IOException {
    try {
      text("heapster", "kube-system", KUBERNETES, values);
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
    return fail("these values were taken: " + values);
  }

  /** What {@code helm install} says at its end. */
  static String notes(String values) throws IOException {
    Path file = Files.createTempFile("values", ".yaml");
    try {
      Files.writeString(file, values);
      return new Helm(FOLDER)
          .install()
          .withName("heapster")
          .withNamespace("kube-system")
          .withKubeVersion(KUBERNETES)
          .withValuesFile(file)
          .clientOnly()
          .dryRun()
          .call()
          .getOutput();
    } finally {
      Files.delete(file);
    }
  }

  static String text(String release, String namespace, String kubernetes, String values)
      throws IOException {
    Path file = Files.createTempFile("values", ".yaml");
    try {
      Files.writeString(file, values);
      return new Helm(FOLDER)
          .template()
          .withName(release)
          .withNamespace(namespace)
          .withKubeVersion(kubernetes)
          .withValuesFile(file)
          .call();
    } finally {
      Files.delete(file);
    }
  }
}
