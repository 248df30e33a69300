package io.heapster.sinks.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir private Path root;

  @Test
  void open_nothingThere_createsEverything() throws Exception {
    Path nested = root.resolve("var/lib/heapster");
    try (DataDirectory directory = DataDirectory.open(nested)) {
      assertThat(directory.root()).isEqualTo(nested);
      assertThat(nested.resolve("lock")).hasContent(Long.toString(ProcessHandle.current().pid()));
      assertThat(nested).isDirectoryContaining("glob:**/cursors");
      assertThat(directory.journal()).isEqualTo(nested.resolve("journal")).isEmptyDirectory();
      assertThat(directory.sinks()).isEmpty();
    }
  }

  @Test
  void open_heldByThisProcess_isRefusedUntilClosed() throws Exception {
    try (DataDirectory _ = DataDirectory.open(root)) {
      assertThatThrownBy(() -> DataDirectory.open(root))
          .isInstanceOf(DataDirectoryInUseException.class)
          .hasMessageStartingWith("data directory " + root + " is in use by process ");
    }
    DataDirectory.open(root).close();
  }

  @Test
  void open_fileInItsPlace_namesPathReasonAndWhatToDo() throws Exception {
    Path file = Files.writeString(root.resolve("data"), "not a directory");

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("data directory " + file + " cannot be used")
        .hasMessageContaining("FileAlreadyExists")
        .hasMessageContaining("choose another one");
  }

  @Test
  void open_fileInPlaceOfAPart_isRefusedAndGivesTheLockBack() throws Exception {
    Path part = Files.writeString(root.resolve("cursors"), "not a directory");
    assertThatThrownBy(() -> DataDirectory.open(root)).hasMessageContaining(part.toString());

    Files.delete(part);

    DataDirectory.open(root).close();
  }

  @Test
  void sinks_namesThatAreNoFileNames_comeBackAsTheyWere() throws Exception {
    try (DataDirectory directory = DataDirectory.open(root)) {
      for (String sink : new String[] {"log", "log-2", "../up", "a b+c*%2F", "ü", "."}) {
        directory.cursor(sink).store(CursorState.startAt(1));
      }

      assertThat(directory.sinks())
          .containsExactlyInAnyOrder("log", "log-2", "../up", "a b+c*%2F", "ü", ".");
      assertThat(JournalFixture.files(root.resolve("cursors"), "*")).hasSize(6);
    }
  }
}
