package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roles and bindings that the pages name are those of the manifests. A name counts that follows its
 * kind, or that begins as ours do; in code blocks readers may make roles of their own.
 */
final class RolesDocsTest {
  private static final Path ROOT = Path.of("..");

  /** About programs made with the library for adapters, which have roles of their own. */
  private static final Path OF_ADAPTERS = ROOT.resolve("docs/writing-an-adapter.md");

  private static final String KIND = "(?:Cluster)?Role(?:Binding)?";
  private static final Pattern AFTER_KIND = Pattern.compile("\\b" + KIND + " +`([^`<]+)`");
  private static final Pattern OURS = Pattern.compile("`(heapster:[a-z][a-z:-]*)`");
  private static final Pattern MADE =
      Pattern.compile("kind: " + KIND + "\\nmetadata:\\n  name: (\\S+)\\n");

  @Test
  void pages_rolesTheyName_areInTheManifests() throws IOException {
    Set<String> made = made(Files.readString(ROOT.resolve("deploy/kustomize/base/rbac.yaml")));
    var unknown = new TreeSet<String>();
    int named = 0;
    for (MarkdownPage page : MarkdownPage.all(ROOT)) {
      Set<String> names = page.path().equals(OF_ADAPTERS) ? Set.of() : named(page);
      named += names.size();
      names.stream()
          .filter(name -> !made.contains(name))
          .forEach(name -> unknown.add(page + ": " + name));
    }
    assertThat(unknown).as("roles and bindings that rbac.yaml does not make").isEmpty();
    assertThat(named).isGreaterThan(4);
  }

  @Test
  void page_namesOfRoles_areToldFromOthers(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("a.md");
    Files.writeString(
        page,
        """
        The image `heapster:0.1.0`, a role `other`, `heapster:a` and ClusterRoleBinding
        `b:c`, Role  `d`.
        ```
        ClusterRole `e`
        ```
        """);

    assertThat(named(MarkdownPage.read(page))).containsExactly("b:c", "d", "heapster:a");
  }

  private static Set<String> named(MarkdownPage page) {
    String prose =
        page.typed().stream()
            .filter(line -> !line.code())
            .map(MarkdownPage.Line::text)
            .collect(Collectors.joining(" "));
    return Stream.of(AFTER_KIND, OURS)
        .flatMap(form -> form.matcher(prose).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> made(String manifests) {
    return MADE.matcher(manifests)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
