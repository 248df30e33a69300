package io.heapster.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The daemon's entry. For now it tells its version and ends. */
public final class Heapster {

  private Heapster() {}

  /** Prints {@code heapster <version>}. */
  public static void main(String[] arguments) {
    System.out.println("heapster " + version());
  }

  /** The version of this build, as in the parent POM. */
  static String version() {
    try (InputStream in = Heapster.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(in, "version.properties is not on the class path"));
      return Objects.requireNonNull(properties.getProperty("version"), "version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties", e);
    }
  }
}
