package io.heapster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The canary of the null checks. NullAway has been seen to fall silent after a JDK or plugin
 * update, and a silent check looks like clean code; so javac is run here, with the flags of the
 * build, on a file that must be refused and on its repaired form that must pass.
 */
final class NullAwayCanaryTest {

  private static final List<String> INTERNALS =
      List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");

  @TempDir Path directory;

  @Test
  void javac_nullDereference_isRefusedByNullAway() throws Exception {
    String output =
        compile(
            """
            package canary;

            import org.jspecify.annotations.NullMarked;
            import org.jspecify.annotations.Nullable;

            @NullMarked
            final class Canary {
              static int length(@Nullable String text) {
                return text.length();
              }
            }
            """);

    assertThat(output).contains("error: [NullAway] dereferenced expression 'text' is @Nullable");
  }

  @Test
  void javac_nullInGenericType_isRefusedByJSpecifyMode() throws Exception {
    String output =
        compile(
            """
            package canary;

            import java.util.List;
            import org.jspecify.annotations.NullMarked;
            import org.jspecify.annotations.Nullable;

            @NullMarked
            final class Canary {
              static List<String> names(List<@Nullable String> names) {
                return names;
              }
            }
            """);

    assertThat(output).contains("error: [NullAway]");
  }

  @Test
  void javac_guardedDereference_passes() throws Exception {
    String output =
        compile(
            """
            package canary;

            import org.jspecify.annotations.NullMarked;
            import org.jspecify.annotations.Nullable;

            @NullMarked
            final class Canary {
              static int length(@Nullable String text) {
                return text == null ? 0 : text.length();
              }
            }
            """);

    assertThat(output).isEmpty();
  }

  /** What javac says of the source; empty when it has no objection. */
  private String compile(String source) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("Canary.java"), source);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    for (String internal : INTERNALS) {
      command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + internal + "=ALL-UNNAMED");
    }
    command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED");
    command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac.comp=ALL-UNNAMED");
    command.add("-J--sun-misc-unsafe-memory-access=allow");
    command.add("-XDcompilePolicy=simple");
    command.add("--should-stop=ifError=FLOW");
    command.add("-Xplugin:ErrorProne " + System.getProperty("heapster.errorprone.flags"));
    command.addAll(List.of("-processorpath", classPath, "-classpath", classPath));
    command.addAll(List.of("-proc:none", "-d", directory.toString(), file.toString()));
    Path output = directory.resolve("javac.txt");
    Process javac =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(javac.waitFor(60, TimeUnit.SECONDS)).as("javac ended within 60 s").isTrue();
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
