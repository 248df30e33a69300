package io.heapster.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The kustomizations, rendered by the real kubectl of this machine. */
final class Kustomize {
  static final Path DEPLOY = Path.of("").toAbsolutePath().resolve("..").normalize();
  static final Path FOLDER = DEPLOY.resolve("kustomize");
  private static final String REQUIRED = "heapster.require.kubectl";
  private static final long LIMIT_SECONDS = 60;

  private Kustomize() {}

  /** Skips the test where there is no kubectl, unless it is required to be there. */
  static void require() {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    if (!there && Boolean.getBoolean(REQUIRED)) {
      fail("kubectl is not on the PATH, but -D" + REQUIRED + "=true wants it");
    }
    assumeTrue(there, "kubectl is not on the PATH: kustomizations are not rendered");
  }

  static Manifests render(Path folder) throws IOException, InterruptedException {
    Answer answer = run(folder);
    assertThat(answer.errors()).as("what kubectl said of %s", folder).isEmpty();
    assertThat(answer.exitValue()).isZero();
    return Manifests.parse(answer.output());
  }

  /** What kubectl says to a kustomization that it must refuse. */
  static String refusal(Path folder) throws IOException, InterruptedException {
    Answer answer = run(folder);
    assertThat(answer.exitValue()).as("kubectl took %s", folder).isNotZero();
    return answer.errors();
  }

  private record Answer(int exitValue, String output, String errors) {}

  private static Answer run(Path folder) throws IOException, InterruptedException {
    Path out = Files.createTempFile("kustomize", ".yaml");
    Path errors = Files.createTempFile("kustomize", ".txt");
    Process process =
        new ProcessBuilder("kubectl", "kustomize", folder.toString())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("kubectl ended").isTrue();
      return new Answer(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(errors, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(errors);
    }
  }

  /** The base with components, by their paths from {@code deploy/}. */
  static Manifests withComponents(Path scratch, String... components)
      throws IOException, InterruptedException {
    write(scratch, components);
    return render(scratch);
  }

  /** Makes a kustomization of the base and components. */
  static void write(Path scratch, String... components) throws IOException {
    var text =
        new StringBuilder("resources:\n- " + up(scratch, "kustomize/base") + "\ncomponents:\n");
    for (String component : components) {
      text.append("- ").append(up(scratch, component)).append('\n');
    }
    Files.writeString(scratch.resolve("kustomization.yaml"), text);
  }

  private static Path up(Path scratch, String target) throws IOException {
    return scratch.toRealPath().relativize(DEPLOY.toRealPath().resolve(target));
  }
}
