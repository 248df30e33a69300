package io.heapster.app;

import io.heapster.api.ApiServer;
import io.heapster.app.config.ApiConfig;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API: answers from its start on, long before the first batch. */
final class ApiStage implements Stage {
  private static final Logger log = LoggerFactory.getLogger(ApiStage.class);
  private static final long BIND_SECONDS = 10;

  /** The server lets requests finish for two seconds; the rest is for closing. */
  private static final Duration LONGEST_STOP = Duration.ofMillis(2_500);

  private final ApiServer server;
  private final ApiConfig config;
  private volatile int port;

  ApiStage(ApiServer server, ApiConfig config) {
    this.server = server;
    this.config = config;
  }

  @Override
  public String name() {
    return "HTTP API on " + host() + ":" + config.port();
  }

  @Override
  public void start() throws Exception {
    try {
      port =
          server
              .start()
              .toCompletionStage()
              .toCompletableFuture()
              .get(BIND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    log.info("serving on {}", url());
  }

  @Override
  public void stop(Duration within)
      throws ExecutionException, InterruptedException, TimeoutException {
    Duration limit = within.compareTo(LONGEST_STOP) < 0 ? within : LONGEST_STOP;
    server
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where it listens; 0 before the start. */
  int port() {
    return port;
  }

  /** As a client on this machine calls it. */
  String url() {
    return (config.tls() == null ? "http" : "https") + "://" + host() + ":" + port;
  }

  private String host() {
    String ip = config.listenIp().isEmpty() ? "127.0.0.1" : config.listenIp();
    return ip.contains(":") ? "[" + ip + "]" : ip;
  }
}
