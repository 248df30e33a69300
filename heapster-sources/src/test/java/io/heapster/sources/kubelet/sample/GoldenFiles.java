package io.heapster.sources.kubelet.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What real kubelets answered, and what Heapster 1.5.4 made of it. */
public final class GoldenFiles {
  private GoldenFiles() {}

  /** All recorded and synthetic files of that name, in order of their paths. */
  public static List<Path> named(String fileName) {
    try {
      Path root = Path.of(Objects.requireNonNull(GoldenFiles.class.getResource("/golden")).toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files.filter(file -> file.endsWith(fileName)).sorted().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
