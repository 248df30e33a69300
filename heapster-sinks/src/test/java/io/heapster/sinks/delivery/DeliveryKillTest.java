package io.heapster.sinks.delivery;

import static io.heapster.sinks.delivery.DeliveryFixture.until;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sinks.journal.Fsync;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real process with a whole delivery, killed at random moments and started again on what it left.
 * A killed process leaves its writes in the page cache, so nothing in the journal may be lost,
 * whatever {@link Fsync} says; what that means when the machine dies is another matter. {@code
 * -Dheapster.kill.runs=200} kills more often.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class DeliveryKillTest {
  private static final int RUNS = Integer.getInteger("heapster.kill.runs", 20);
  private static final long SEED = 20_261_121;

  @TempDir private Path folder;
  private final Random chance = new Random(SEED);

  /** What was told, by whom. */
  private final Map<String, List<String>> told = new HashMap<>();

  @ParameterizedTest
  @EnumSource(
      value = Fsync.class,
      names = {"BATCH", "EVERY_SECOND"})
  void kill_atRandomMoments_losesNothingAndRepeatsAtMostWhatWasUnderWay(Fsync fsync)
      throws Exception {
    int runs = fsync == Fsync.BATCH ? (RUNS + 1) / 2 : RUNS / 2;
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      for (int run = 0; run < runs; run++) {
        killed(server, fsync, run);
      }
      drained(server, fsync);
    }
    for (String sink : List.of("good", "bad")) {
      var missing = new TreeSet<>(told("journal"));
      missing.removeAll(told(sink));
      int doubled = told(sink).size() - new TreeSet<>(told(sink)).size();
      System.out.printf(
          "fsync %s, sink %s: %d kills, %d batches in the journal, %d lost, %d doubled%n",
          fsync, sink, runs, told("journal").size(), missing.size(), doubled);
      assertThat(missing).as("lost by %s", sink).isEmpty();
      // One is with the sink when the process dies, or told and not yet noted.
      assertThat(doubled).as("doubled for %s", sink).isLessThanOrEqualTo(runs);
    }
    assertThat(told("journal")).hasSizeGreaterThan(runs);
  }

  private List<String> told(String who) {
    return told.getOrDefault(who, List.of());
  }

  private void killed(ServerSocket server, Fsync fsync, int run) throws Exception {
    Process process = start(server, fsync, run, "feed");
    try (Socket socket = server.accept()) {
      BufferedReader lines = lines(socket);
      // From the first batch on, so that there is something to lose.
      remember(lines.readLine());
      int patience = chance.nextInt(60);
      for (int line = 0; line < patience; line++) {
        remember(lines.readLine());
      }
      process.destroyForcibly();
      readOut(lines);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private void drained(ServerSocket server, Fsync fsync) throws Exception {
    Process process = start(server, fsync, RUNS, "drain");
    try (Socket socket = server.accept()) {
      readOut(lines(socket));
      until(() -> !process.isAlive());
      assertThat(process.exitValue()).as("see %s", folder.resolve("log")).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(ServerSocket server, Fsync fsync, int run, String how) throws IOException {
    Path log = folder.resolve("log");
    server.setSoTimeout(60_000);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledDelivery.class.getName(),
            Files.createDirectories(folder.resolve("data")).toString(),
            Integer.toString(server.getLocalPort()),
            fsync.name(),
            Integer.toString(run),
            how)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  private void readOut(BufferedReader lines) {
    try {
      String line = lines.readLine();
      while (line != null) {
        remember(line);
        line = lines.readLine();
      }
    } catch (IOException _) {
      // A killed process may reset its connection; what was read until then counts.
    }
  }

  /** A line that the kill cut short counts for nothing. */
  private void remember(String line) {
    assertThat(line).as("see %s", folder.resolve("log")).isNotNull();
    String[] words = line.split(" ");
    if (words.length == 2 && words[1].endsWith("Z")) {
      told.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1]);
    }
  }
}
