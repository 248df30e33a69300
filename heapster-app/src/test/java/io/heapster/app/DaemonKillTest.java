package io.heapster.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heapster.core.time.TimeSource;
import io.heapster.sources.simulated.Listeners;
import io.heapster.sources.simulated.Simulator;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real daemon on a simulated cluster, killed while its database is away. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DaemonKillTest {
  @TempDir private Path folder;
  private final TimeSource time = TimeSource.system();
  private final AtomicBoolean isDatabaseUp = new AtomicBoolean();

  /** Timestamps of the lines that the database was offered in vain, and of those it took. */
  private final Set<String> offered = new ConcurrentSkipListSet<>();

  private final Set<String> taken = new ConcurrentSkipListSet<>();
  private final List<Process> started = new ArrayList<>();
  private HttpServer database;
  private Simulator world;

  @BeforeEach
  void start() throws IOException {
    database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    database.createContext("/", this::answer);
    database.start();
    world =
        Simulator.start(ClusterShape.tiny(time.now()), Listeners.anywhere(), Faults.none(), time);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    world.close();
    database.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean isWrite = exchange.getRequestURI().getPath().startsWith("/write");
    if (isWrite) {
      Set<String> into = isDatabaseUp.get() ? taken : offered;
      body.lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).forEach(into::add);
    }
    byte[] nothing = "{\"results\":[{}]}".getBytes(UTF_8);
    int status = isWrite ? 204 : 200;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Influxdb-Version", "1.8.10");
    exchange.sendResponseHeaders(
        isDatabaseUp.get() || !isWrite ? status : 503, isWrite ? -1 : nothing.length);
    if (!isWrite) {
      exchange.getResponseBody().write(nothing);
    }
    exchange.close();
  }

  private Process daemon() throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Heapster.class.getName(),
            "--source=kubernetes.summary_api:"
                + world.addresses().api()
                + "?inClusterConfig=false&kubeletPort="
                + world.addresses().kubeletPort(),
            "--sink=influxdb:http://127.0.0.1:" + database.getAddress().getPort(),
            "--data-dir=" + folder.resolve("data"),
            "--metric-resolution=5s",
            "--listen-ip=127.0.0.1",
            "--heapster-port=0");
    builder.environment().keySet().removeIf(name -> name.startsWith("HEAPSTER_"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @Test
  void kill_databaseIsAway_everythingArrivesAfterTheNextStart() throws Exception {
    Process killed = daemon();
    await().atMost(Duration.ofSeconds(60)).until(() -> offered.size() >= 2);
    killed.destroyForcibly();
    assertThat(killed.waitFor(30, TimeUnit.SECONDS)).isTrue();
    Set<String> promised = Set.copyOf(offered);

    isDatabaseUp.set(true);
    Process again = daemon();
    await().atMost(Duration.ofSeconds(60)).until(() -> taken.containsAll(promised));
    again.toHandle().destroy();

    assertThat(again.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(taken).containsAll(promised);
  }
}
