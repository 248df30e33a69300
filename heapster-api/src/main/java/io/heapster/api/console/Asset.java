package io.heapster.api.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of the page.
 *
 * @param path below the console's folder, with slashes
 * @param content not copied and never changed
 */
record Asset(String path, byte[] content) {

  /** Reads a file from the class path. */
  static Asset read(String path) {
    try (InputStream in = Asset.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("console file " + path + " is missing from the class path");
      }
      return new Asset(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("console file " + path + " cannot be read", e);
    }
  }

  String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The media type, by the name's ending. */
  String mediaType() {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "html" -> "text/html; charset=utf-8";
      default -> "text/plain; charset=utf-8";
    };
  }
}
