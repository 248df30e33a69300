package io.heapster.sinks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which file of a data directory is for what. Names of sinks may hold anything; in file names all
 * but letters, digits and {@code ._-} is percent-encoded.
 */
record DataLayout(Path root) {
  private static final String CURSOR = ".cursor";
  private static final String DEAD_LETTERS = ".jsonl";

  Path lock() {
    return root.resolve("lock");
  }

  Path journal() {
    return root.resolve("journal");
  }

  Path cursors() {
    return root.resolve("cursors");
  }

  Path deadLetters() {
    return root.resolve("dead-letters");
  }

  Path requests() {
    return root.resolve("requests");
  }

  Path cursor(String sink) {
    return cursors().resolve(encoded(sink) + CURSOR);
  }

  Path deadLetters(String sink) {
    return deadLetters().resolve(encoded(sink) + DEAD_LETTERS);
  }

  /** Where the older half of the dead letters stands. */
  static Path older(Path deadLetters) {
    return deadLetters.resolveSibling(deadLetters.getFileName() + ".1");
  }

  /** Sinks that have a cursor. */
  SortedSet<String> sinksWithCursor() throws IOException {
    return names(cursors(), CURSOR);
  }

  SortedSet<String> sinksWithDeadLetters() throws IOException {
    var sinks = names(deadLetters(), DEAD_LETTERS);
    sinks.addAll(names(deadLetters(), DEAD_LETTERS + ".1"));
    return sinks;
  }

  private static SortedSet<String> names(Path directory, String ending) throws IOException {
    var names = new TreeSet<String>();
    if (Files.notExists(directory)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(ending) && name.length() > ending.length()) {
          names.add(decoded(name.substring(0, name.length() - ending.length())));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  static String encoded(String sink) {
    // The encoder leaves * alone and makes + of a space; neither is wanted in a file name.
    return URLEncoder.encode(sink, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  static String decoded(String name) {
    try {
      return URLDecoder.decode(name, UTF_8);
    } catch (IllegalArgumentException _) {
      return name;
    }
  }
}
