package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links between the pages lead somewhere, and every page is found from the README. */
final class LinksDocsTest {
  private static final Path ROOT = Path.of("..");

  /** Sites that the documentation may send its readers to. */
  private static final Set<String> KNOWN_SITES =
      Set.of(
          "github.com",
          "kubernetes.io",
          "kind.sigs.k8s.io",
          "minikube.sigs.k8s.io",
          "docs.k3s.io",
          "semver.org",
          "keepachangelog.com",
          "docs.influxdata.com");

  @Test
  void links_allPages_leadToAFileAndAHeading() throws IOException {
    assertThat(brokenLinks(MarkdownPage.all(ROOT))).isEmpty();
  }

  @Test
  void links_toOtherSites_areToKnownOnes() throws IOException {
    var foreign = new ArrayList<String>();
    for (MarkdownPage page : MarkdownPage.all(ROOT)) {
      page.links().stream()
          .filter(link -> isElsewhere(link) && !KNOWN_SITES.contains(URI.create(link).getHost()))
          .forEach(link -> foreign.add(page + ": " + link));
    }
    assertThat(foreign).as("links to sites that KNOWN_SITES does not name").isEmpty();
  }

  @Test
  void documents_fromReadme_areAllReached() throws IOException {
    var lost = new TreeSet<Path>();
    try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
      pages.filter(page -> page.toString().endsWith(".md")).map(Path::normalize).forEach(lost::add);
    }
    lost.removeAll(reached(ROOT.resolve("README.md").normalize()));
    assertThat(lost).as("pages that no chain of links from the README reaches").isEmpty();
  }

  @Test
  void links_missingFileOrHeading_areFound(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("a.md"),
        """
        # One `--two`, three
        # One --two three
        [good](#one---two-three) [second](#one---two-three-1) [itself](a.md) [site](https://github.com/x)
        `[no link](nowhere.md)`
        ```
        [no link](nowhere.md)
        ```
        [file](b.md) [heading](a.md#four) ![image](c.png)
        """);

    assertThat(brokenLinks(List.of(MarkdownPage.read(folder.resolve("a.md")))))
        .map(each -> each.replaceFirst(".*: ", ""))
        .containsExactly("b.md", "a.md#four", "c.png");
  }

  private static List<String> brokenLinks(List<MarkdownPage> pages) {
    var broken = new ArrayList<String>();
    for (MarkdownPage page : pages) {
      page.links().stream()
          .filter(link -> !isElsewhere(link) && !leadsSomewhere(page, link))
          .forEach(link -> broken.add(page + ": " + link));
    }
    return broken;
  }

  private static boolean leadsSomewhere(MarkdownPage page, String link) {
    Path target = page.target(link);
    if (!Files.exists(target)) {
      return false;
    }
    int hash = link.indexOf('#');
    return hash < 0
        || !target.toString().endsWith(".md")
        || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
  }

  /** A link to a folder leads to the pages right in it. */
  private static Set<Path> reached(Path start) throws IOException {
    var reached = new TreeSet<Path>();
    Deque<Path> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Path path = open.pop();
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.filter(Files::isRegularFile).map(Path::normalize).forEach(open::push);
        }
      } else if (Files.exists(path) && path.toString().endsWith(".md") && reached.add(path)) {
        MarkdownPage page = MarkdownPage.read(path);
        page.links().stream()
            .filter(link -> !isElsewhere(link))
            .map(page::target)
            .forEach(open::push);
      }
    }
    return reached;
  }

  private static boolean isElsewhere(String link) {
    return link.matches("[a-z][a-z0-9+.-]*:.*");
  }
}
