package io.heapster.app.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as far as tests read it.
 *
 * @param path normalised
 */
record MarkdownPage(Path path, List<String> lines) {
  private static final Pattern INLINE_LINK = Pattern.compile("]\\(\\s*<?([^()\\s>]+)>?[^()]*\\)");
  private static final Pattern NAMED_LINK = Pattern.compile("^\\[[^]]+]:\\s*(\\S+)");
  private static final Pattern BARE_LINK = Pattern.compile("(?<!]\\()\\bhttps?://[^\\s)>\"]+");
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
  private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1(?!`)");

  /** One line and where it stands: in prose, or in a code block of a language. */
  record Line(int number, boolean code, String language, String text) {}

  MarkdownPage {
    lines = List.copyOf(lines);
  }

  static MarkdownPage read(Path path) {
    try {
      return new MarkdownPage(path.normalize(), Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages: those at the root of the repository, and everything below docs and deploy. */
  static List<MarkdownPage> all(Path root) throws IOException {
    var pages = new ArrayList<MarkdownPage>();
    try (Stream<Path> top = Files.list(root)) {
      top.filter(MarkdownPage::isPage).sorted().map(MarkdownPage::read).forEach(pages::add);
    }
    for (String folder : List.of("docs", "deploy")) {
      try (Stream<Path> below = Files.walk(root.resolve(folder))) {
        below.filter(MarkdownPage::isPage).sorted().map(MarkdownPage::read).forEach(pages::add);
      }
    }
    return pages;
  }

  private static boolean isPage(Path path) {
    return path.toString().endsWith(".md");
  }

  /** The lines with their kind; fences themselves are left out. */
  List<Line> typed() {
    var typed = new ArrayList<Line>();
    String fence = "";
    String language = "";
    for (int index = 0; index < lines.size(); index++) {
      String text = lines.get(index);
      String stripped = text.strip();
      if (fence.isEmpty() && (stripped.startsWith("```") || stripped.startsWith("~~~"))) {
        fence = stripped.substring(0, 3);
        language = stripped.substring(3).strip();
      } else if (!fence.isEmpty() && stripped.equals(fence)) {
        fence = "";
      } else {
        typed.add(new Line(index + 1, !fence.isEmpty(), fence.isEmpty() ? "" : language, text));
      }
    }
    return typed;
  }

  /** Targets of links, as they are written; what stands in code is no link. */
  List<String> links() {
    var links = new ArrayList<String>();
    for (Line line : typed()) {
      if (!line.code()) {
        String prose = CODE.matcher(line.text()).replaceAll("");
        Stream.of(INLINE_LINK, NAMED_LINK)
            .flatMap(form -> form.matcher(prose).results())
            .map(found -> found.group(1))
            .forEach(links::add);
        BARE_LINK.matcher(prose).results().map(MatchResult::group).forEach(links::add);
      }
    }
    return links;
  }

  /** The file or folder that a relative link means. */
  Path target(String link) {
    String file = URLDecoder.decode(link.replaceFirst("#.*", ""), UTF_8);
    return file.isEmpty() ? path : path.resolveSibling(file).normalize();
  }

  /** Anchors of the headings, by GitHub's rule. */
  Set<String> anchors() {
    var anchors = new HashSet<String>();
    Map<String, Integer> seen = new HashMap<>();
    for (Line line : typed()) {
      var heading = HEADING.matcher(line.text());
      if (!line.code() && heading.matches()) {
        String anchor = anchor(heading.group(1));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
