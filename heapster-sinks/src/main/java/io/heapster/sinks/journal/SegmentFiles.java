package io.heapster.sinks.journal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of segment files. */
final class SegmentFiles {
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.seg");
  private static final String SET_ASIDE = ".unreadable";

  private SegmentFiles() {}

  static String name(long sequence) {
    return "%020d.seg".formatted(sequence);
  }

  /** Files of a journal directory by the number in their names; other files are left alone. */
  static SortedMap<Long, Path> list(Path directory) throws IOException {
    var files = new TreeMap<Long, Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        number(entry).ifPresent(number -> files.put(number, entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  /** A free name under which a file is not taken for a segment any more. */
  static Path asideName(Path path) {
    Path target = path.resolveSibling(path.getFileName() + SET_ASIDE);
    for (int again = 2; Files.exists(target); again++) {
      target = path.resolveSibling(path.getFileName() + SET_ASIDE + "-" + again);
    }
    return target;
  }

  /** Files that were set aside, by their names. */
  static List<Path> aside(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, "*.seg" + SET_ASIDE + "*")) {
      entries.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.removeIf(file -> !Files.isRegularFile(file));
    files.sort(null);
    return files;
  }

  private static OptionalLong number(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(name.group(1)));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
