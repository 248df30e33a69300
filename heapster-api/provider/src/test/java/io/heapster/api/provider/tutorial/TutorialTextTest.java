package io.heapster.api.provider.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/writing-an-adapter.md shows is code that is compiled and run here. */
final class TutorialTextTest {
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Path PROVIDER = Path.of("src/test/java/io/heapster/api/provider/tutorial");
  private static final Path SERVER =
      Path.of("../adapter/src/test/java/io/heapster/api/k8s/tutorial");

  private static String document() throws IOException {
    return Files.readString(Path.of("../../docs/writing-an-adapter.md"));
  }

  static Stream<String> blocks() throws IOException {
    return JAVA_BLOCK.matcher(document()).results().map(block -> block.group(1));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void document_codeBlock_isAnExcerptOfTheTestedCode(String block) throws IOException {
    try (Stream<Path> provider = Files.list(PROVIDER);
        Stream<Path> server = Files.list(SERVER)) {
      Stream<String> excerpts =
          Stream.concat(provider, server)
              .filter(file -> !file.endsWith("TutorialTextTest.java"))
              .map(TutorialTextTest::withoutIndent)
              .filter(code -> code.contains(withoutIndent(block)));
      assertThat(excerpts).as(block).hasSize(1);
    }
  }

  @Test
  void document_blocks_areFound() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(5);
    assertThat(document().lines().filter(line -> line.startsWith("```java")))
        .as("blocks that the other test does not see")
        .hasSameSizeAs(JAVA_BLOCK.matcher(document()).results().map(MatchResult::start).toList());
  }

  private static String withoutIndent(Path file) {
    try {
      return withoutIndent(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In the document the code begins at the margin. */
  private static String withoutIndent(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }
}
