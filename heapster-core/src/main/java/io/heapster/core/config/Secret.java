package io.heapster.core.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A password or token, given in the configuration or in a file that is read at each use, so that it
 * may be rotated. Its text never shows in logs.
 */
public final class Secret {
  private final @Nullable String text;
  private final @Nullable Path file;

  private Secret(@Nullable String text, @Nullable Path file) {
    this.text = text;
    this.file = file;
  }

  public static Secret of(String text) {
    return new Secret(text, null);
  }

  /** The file's content without its last line's end. */
  public static Secret in(Path file) {
    return new Secret(null, file);
  }

  /**
   * The secret as it is now.
   *
   * @throws UncheckedIOException when its file cannot be read; the message names the file
   */
  public String read() {
    Path from = file;
    if (from == null) {
      return text == null ? "" : text;
    }
    try {
      return Files.readString(from).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException("secret file " + from + " cannot be read: " + e, e);
    }
  }

  @Override
  public String toString() {
    return file == null ? "***" : "in " + file;
  }
}
