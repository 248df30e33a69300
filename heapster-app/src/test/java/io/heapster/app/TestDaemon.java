package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.Tick;
import io.heapster.core.pipeline.TickClock;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The whole daemon as assembled for production, but with ticks begun by the test. */
public final class TestDaemon implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<DataBatch> latest = new AtomicReference<>();
  private final Daemon daemon;
  private final TickClock clock;

  private TestDaemon(CheckedConfig checked) {
    var overrides =
        new Overrides(TimeSource.system(), Overrides.Ticks.BY_HAND, List.of(latest::set), Map.of());
    this.daemon = HeapsterAssembly.assemble(checked.config(), overrides);
    this.clock =
        new TickClock(
            TimeSource.system(),
            checked.config().pipeline().metricResolution(),
            checked.config().pipeline().scrapeTimeout());
  }

  /** Starts with the given flags on a free port and waits until the objects are listed. */
  public static TestDaemon start(String... flags) throws InterruptedException {
    var all = new ArrayList<>(List.of(flags));
    all.add("--listen_ip=127.0.0.1");
    all.add("--heapster-port=0");
    CheckedConfig checked = CheckedConfig.load(all, Map.of());
    assertThat(checked.problems()).isEmpty();
    var started = new TestDaemon(checked);
    started.daemon.start();
    assertThat(started.daemon.inventory().awaitSync(Duration.ofSeconds(30))).isTrue();
    return started;
  }

  /** One tick for the window that ended then. */
  public DataBatch housekeep(Instant windowEnd) throws InterruptedException {
    Tick tick = clock.begin(windowEnd);
    daemon.manager().housekeep(tick);
    return latest.get();
  }

  /** The newest finished batch. */
  public DataBatch latest() {
    return latest.get();
  }

  public ClusterInventory inventory() {
    return daemon.inventory();
  }

  /** Asks the HTTP API; redirects are not followed. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.apiUrl() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    daemon.close();
    http.close();
  }
}
