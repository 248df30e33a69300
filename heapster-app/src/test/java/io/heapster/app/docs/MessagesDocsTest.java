package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that the pages quote are those of the program. They stand in code blocks of the language
 * {@code log}, a message a line; an ellipsis stands for what varies.
 */
final class MessagesDocsTest {
  private static final Path ROOT = Path.of("..");
  private static final int SHORTEST_PIECE = 4;

  @Test
  void messages_quotedInPages_areInTheSources() throws IOException {
    String sources = sources();
    var lost = new ArrayList<String>();
    int quoted = 0;
    for (MarkdownPage page : MarkdownPage.all(ROOT)) {
      quoted += messages(page).size();
      lost.addAll(lost(page, sources));
    }
    assertThat(lost).as("pieces of messages that no source has").isEmpty();
    assertThat(quoted).isGreaterThan(20);
  }

  @Test
  void messages_notInTheSources_areFound(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("a.md");
    Files.writeString(page, "```log\nnode …: values again after …; or not at all\n```\n");

    assertThat(lost(MarkdownPage.read(page), "\"node {}: values again after {}\""))
        .singleElement()
        .asString()
        .endsWith("; or not at all");
  }

  private static List<String> lost(MarkdownPage page, String sources) {
    var lost = new ArrayList<String>();
    for (MarkdownPage.Line line : messages(page)) {
      Stream.of(line.text().split("…"))
          .filter(piece -> piece.strip().length() >= SHORTEST_PIECE && !sources.contains(piece))
          .forEach(piece -> lost.add(page + ":" + line.number() + ": " + piece));
    }
    return lost;
  }

  private static List<MarkdownPage.Line> messages(MarkdownPage page) {
    return page.typed().stream()
        .filter(line -> line.language().equals("log") && !line.text().isBlank())
        .toList();
  }

  /** All main code and the start script, with texts that span lines put together. */
  private static String sources() throws IOException {
    var sources = new StringBuilder(Files.readString(ROOT.resolve("bin/heapster")));
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files.filter(each -> each.toString().matches(".*/src/main/java/.*\\.java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    return sources.toString().replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\"");
  }
}
