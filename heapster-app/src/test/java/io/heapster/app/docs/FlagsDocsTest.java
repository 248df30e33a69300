package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every flag that the pages and the manifests name is there. A flag that stands alone is ours; one
 * of another program stands behind that program's name, in the same command or code span, or in the
 * first column of a {@link ForeignTable}.
 */
final class FlagsDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1(?!`)");

  private static final Set<String> OTHER_PROGRAMS =
      Set.of(
          "curl",
          "docker",
          "podman",
          "eventer",
          "git",
          "helm",
          "influx",
          "java",
          "kind",
          "kubectl",
          "kube-apiserver",
          "kube-controller-manager",
          "kubelet",
          "kustomize",
          "metrics-server",
          "minikube",
          "mvn",
          "./mvnw",
          "openssl",
          "prometheus",
          "prometheus-adapter",
          "k3s",
          "sh",
          "skopeo",
          "sha256sum",
          "grafana",
          "cosign",
          "npm");

  /** Flags that nobody takes for ours: Helm's, and one of jlink. */
  private static final Set<String> UNMISTAKABLE = Set.of("set", "set-string", "compress");

  /** About programs made with the library for adapters: their flags are held by its own tests. */
  private static final Path OF_ADAPTERS = ROOT.resolve("docs/writing-an-adapter.md");

  @Test
  void pages_theirFlags_exist() throws IOException {
    var unknown = new ArrayList<String>();
    for (MarkdownPage page : MarkdownPage.all(ROOT)) {
      if (!page.path().equals(OF_ADAPTERS)) {
        unknown.addAll(unknownFlags(page));
      }
    }
    assertThat(unknown).as("flags that heapster does not have").isEmpty();
  }

  @Test
  void manifests_theirFlags_exist() throws IOException {
    var unknown = new ArrayList<String>();
    for (Path file : manifests()) {
      for (String line : Files.readAllLines(file)) {
        if (line.matches("\\s*- [\"']?--.*")) {
          unknownIn(line).forEach(flag -> unknown.add(file + ": --" + flag));
        }
      }
    }
    assertThat(unknown).as("flags that heapster does not have").isEmpty();
  }

  @Test
  void page_flagsOfOthers_areToldFromOurs(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("a.md");
    Files.writeString(
        page,
        """
        Ours: `--sink`, `--metric_resolution=5s`, --nonsense-a, `kubectl top --sort-by=cpu`, a --> b.
        ```
        kubectl get --raw /x | heapster check-config --nonsense-b
        A=1 bin/heapster --source=kubernetes \\
          --nonsense-c
        sudo helm install --create-namespace \\
          --wait
        ```
        | Heapster | here |
        |---|---|
        | `--poll_duration` | `--nonsense-d` |
        """);

    assertThat(unknownFlags(MarkdownPage.read(page)))
        .map(each -> each.replaceFirst(".*--", ""))
        .containsExactlyInAnyOrder("nonsense-a", "nonsense-b", "nonsense-c", "nonsense-d");
  }

  private static List<Path> manifests() throws IOException {
    var manifests = new ArrayList<Path>();
    for (String folder : List.of("examples", "kustomize", "helm")) {
      Path deploy = ROOT.resolve("deploy").resolve(folder);
      try (Stream<Path> files = Files.exists(deploy) ? Files.walk(deploy) : Stream.of()) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .map(Path::normalize)
            .sorted()
            .forEach(manifests::add);
      }
    }
    return manifests;
  }

  private static List<String> unknownFlags(MarkdownPage page) {
    Set<Integer> foreignRows =
        ForeignTable.of(page).stream()
            .flatMap(table -> table.rows().stream())
            .map(ForeignTable.Row::line)
            .collect(Collectors.toCollection(HashSet::new));
    var unknown = new ArrayList<String>();
    String command = "";
    for (MarkdownPage.Line line : page.typed()) {
      if (line.language().equals("mermaid")) {
        continue;
      }
      Stream<String> found;
      if (line.code()) {
        command += line.text();
        if (command.endsWith("\\")) {
          command = command.substring(0, command.length() - 1);
          continue;
        }
        found = inCommands(command);
        command = "";
      } else {
        String text = line.text();
        found =
            inProse(
                foreignRows.contains(line.number()) ? text.substring(text.indexOf('|', 1)) : text);
      }
      found.forEach(flag -> unknown.add(page + ":" + line.number() + ": --" + flag));
    }
    return unknown;
  }

  private static Stream<String> inCommands(String line) {
    return Stream.of(line.split("\\s(?:\\||&&|;)\\s|\\$\\(")).flatMap(FlagsDocsTest::inCommand);
  }

  private static Stream<String> inCommand(String command) {
    String program =
        command
            .strip()
            .replaceFirst("^(?:\\$ |sudo |[A-Z_]+=\\S* )*", "")
            .replaceFirst("\\s.*", "");
    return OTHER_PROGRAMS.contains(program) ? Stream.of() : unknownIn(command);
  }

  private static Stream<String> inProse(String line) {
    Stream<String> spans = CODE.matcher(line).results().flatMap(span -> inCommands(span.group(2)));
    return Stream.concat(spans, unknownIn(CODE.matcher(line).replaceAll("")));
  }

  private static Stream<String> unknownIn(String text) {
    return KnownFlags.in(text)
        .filter(flag -> !KnownFlags.ALL.contains(flag) && !UNMISTAKABLE.contains(flag));
  }
}
