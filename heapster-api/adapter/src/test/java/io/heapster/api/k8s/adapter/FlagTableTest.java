package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/writing-an-adapter.md tells of exactly the flags that there are. */
final class FlagTableTest {
  private static String cell(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String table(Flag.Treatment treatment) {
    var table = new StringBuilder();
    boolean used = treatment == Flag.Treatment.SUPPORTED;
    table.append(used ? "| flag | without it | meaning |\n|---|---|---|\n" : "");
    table.append(used ? "" : "| flag | why |\n|---|---|\n");
    for (Flag flag : AdapterFlags.all()) {
      if (flag.treatment() == treatment) {
        table.append("| `--").append(flag.name()).append("` |");
        table.append(used ? " " + cell(flag.standard()) + " |" : "");
        table.append(' ').append(flag.help()).append(" |\n");
      }
    }
    return table.toString().replace("|  |", "| |");
  }

  private static void requireTable(Flag.Treatment treatment) throws Exception {
    String document = Files.readString(Path.of("../../docs/writing-an-adapter.md"));
    String table = table(treatment);
    assertThat(document).as("put this table there:\n" + table).contains("\n" + table + "\n");
  }

  @Test
  void document_flagsInUse_areInItsTable() throws Exception {
    requireTable(Flag.Treatment.SUPPORTED);
  }

  @Test
  void document_flagsWithoutEffect_areInItsTable() throws Exception {
    requireTable(Flag.Treatment.IGNORED);
  }

  @Test
  void document_flagsRefused_areInItsTable() throws Exception {
    requireTable(Flag.Treatment.REFUSED);
  }
}
