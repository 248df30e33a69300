package io.heapster.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param commit of the sources; {@code unknown} when the build did not say
 */
record Version(String version, String commit) {

  /** Of the class path. */
  static Version read() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(in, "version.properties is not on the class path"));
      return new Version(property(properties, "version"), property(properties, "commit"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties", e);
    }
  }

  /** As {@code --version} prints it. */
  String text() {
    return "version: " + version + "\ncommit: " + commit + "\n";
  }

  private static String property(Properties properties, String name) {
    return Objects.requireNonNull(properties.getProperty(name), name);
  }
}
