package io.heapster.app;

import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.RunningAdapter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of Kubernetes' metrics APIs: answers discovery from its start on. */
final class MetricsApiStage implements Stage {
  /** Of requests under way. */
  static final Duration LONGEST_DRAIN = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(MetricsApiStage.class);
  private static final Duration LONGEST_STOP = Duration.ofMillis(1_500);

  private final MetricsAdapter adapter;
  private final int wanted;
  private final List<AutoCloseable> forwards;
  private volatile @Nullable RunningAdapter running;

  /**
   * @param port for the name only
   * @param forwards ways to other adapters, closed with this
   */
  MetricsApiStage(MetricsAdapter adapter, int port, List<AutoCloseable> forwards) {
    this.adapter = adapter;
    this.wanted = port;
    this.forwards = List.copyOf(forwards);
  }

  @Override
  public String name() {
    return "metrics APIs on port " + wanted + " (--secure-port=0 switches them off)";
  }

  @Override
  public void start() {
    RunningAdapter started = adapter.start();
    running = started;
    log.info(
        "metrics.k8s.io, custom.metrics.k8s.io and external.metrics.k8s.io on port {}",
        started.port());
  }

  @Override
  public void stop(Duration within) throws Exception {
    RunningAdapter serving = running;
    var closing =
        new FutureTask<Boolean>(() -> {
          if (serving != null) {
            serving.close();
          }
          for (AutoCloseable forward : forwards) {
            forward.close();
          }
          return true;
        });
    Thread.ofVirtual().name("close metrics APIs").start(closing);
    Duration longest = within.compareTo(LONGEST_STOP) < 0 ? within : LONGEST_STOP;
    closing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where it listens; 0 before the start. */
  int port() {
    RunningAdapter serving = running;
    return serving == null ? 0 : serving.port();
  }
}
