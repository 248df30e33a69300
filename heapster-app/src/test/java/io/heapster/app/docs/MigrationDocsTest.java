package io.heapster.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The guides from other systems have a row for each of their flags, and what a row says is so. The
 * second cell begins with {@code same}, {@code accepted} (without effect), {@code missing}, {@code
 * not needed}, or the setting, option or command that takes the flag's place.
 */
final class MigrationDocsTest {
  private static final Path DOCS = Path.of("../docs");

  @ParameterizedTest
  @CsvSource({
    "migrate-from-heapster.md, Heapster, heapster.txt",
    "migrate-from-heapster.md, eventer, eventer.txt",
    "migrate-from-metrics-server.md, metrics-server, metrics-server.txt",
    "migrate-from-prometheus-adapter.md, prometheus-adapter, prometheus-adapter.txt"
  })
  void guide_eachFlagOfTheOther_hasARowThatIsTrue(String page, String program, String list)
      throws IOException {
    var wrong = new ArrayList<String>();
    var told = new ArrayList<String>();
    for (ForeignTable.Row row : rows(page, program)) {
      KnownFlags.in(row.cells().getFirst())
          .forEach(flag -> {
            told.add(flag);
            if (!isTrue(flag, row.here())) {
              wrong.add("%s:%d: --%s: %s".formatted(page, row.line(), flag, row.here()));
            }
          });
    }
    assertThat(wrong).as("rows that say what is not so").isEmpty();
    assertThat(told).as("flags with a row").doesNotHaveDuplicates();
    assertThat(new TreeSet<>(told)).isEqualTo(new TreeSet<>(flagsOf(list)));
  }

  private static boolean isTrue(String flag, String here) {
    if (here.startsWith("same")) {
      return KnownFlags.WORKING.contains(flag);
    }
    if (here.startsWith("accepted")) {
      return KnownFlags.RETIRED.contains(flag);
    }
    if (here.startsWith("missing") || here.startsWith("not needed")) {
      return !KnownFlags.WORKING.contains(flag) && !KnownFlags.RETIRED.contains(flag);
    }
    return here.startsWith("`");
  }

  private static List<ForeignTable.Row> rows(String page, String program) {
    return ForeignTable.of(MarkdownPage.read(DOCS.resolve(page))).stream()
        .filter(table -> table.program().equals(program))
        .flatMap(table -> table.rows().stream())
        .toList();
  }

  private static List<String> flagsOf(String list) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MigrationDocsTest.class.getResourceAsStream("flags/" + list))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.replace('_', '-'))
          .toList();
    }
  }
}
