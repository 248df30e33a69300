package io.heapster.sinks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system of one mebibyte. Needs the right to mount; a test without it is aborted, but
 * fails where the process has that right and {@code -Dheapster.require.servers=true} says that
 * nothing may be missing.
 */
public final class SmallDisk {
  private static final long CAP_SYS_ADMIN = 1L << 21;

  private final Path mountPoint;

  private SmallDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  public static SmallDisk mount(Path mountPoint) throws Exception {
    String refused = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mountPoint.toString());
    String why = "a full disk can only be tried where a tmpfs may be mounted: " + refused;
    if (Boolean.getBoolean("heapster.require.servers") && mayMount()) {
      assertThat(refused).as(why).isEmpty();
    }
    Assumptions.assumeTrue(refused.isEmpty(), why);
    return new SmallDisk(mountPoint);
  }

  /** Whether the kernel would let this process mount: many containers take that from root. */
  private static boolean mayMount() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("CapEff:")) {
        long capabilities = Long.parseUnsignedLong(line.substring(7).strip(), 16);
        return (capabilities & CAP_SYS_ADMIN) != 0;
      }
    }
    return false;
  }

  public Path root() {
    return mountPoint.resolve("data");
  }

  /** Takes what space is left. */
  public Path fill() throws IOException {
    Path filler = mountPoint.resolve("filler");
    for (int chunk = 1 << 16; chunk > 0; chunk /= 2) {
      try (OutputStream out =
          Files.newOutputStream(
              filler,
              java.nio.file.StandardOpenOption.CREATE,
              java.nio.file.StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[chunk]);
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space")) {
          throw e;
        }
      }
    }
    return filler;
  }

  public void unmount() throws Exception {
    String refused = run("umount", mountPoint.toString());
    if (!refused.isEmpty()) {
      throw new IOException("cannot unmount " + mountPoint + ": " + refused);
    }
  }

  /** What the command complained about; empty when it worked. */
  private static String run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return e.toString();
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return "it hangs";
    }
    return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ": " + output;
  }
}
