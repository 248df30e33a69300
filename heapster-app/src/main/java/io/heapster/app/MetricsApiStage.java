package io.heapster.app;

import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.RunningAdapter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private final Assembly assembly;
  private final String wanted;
  private final Duration delay;
  private final List<AutoCloseable> forwards = new CopyOnWriteArrayList<>();
  private volatile @Nullable RunningAdapter running;

  /** Puts the server together, at the start: until then nothing is open. */
  @FunctionalInterface
  interface Assembly {
    /**
     * @param forwards takes the ways to other adapters as they are opened, also when a later one
     *     fails; they are closed with the stage
     */
    MetricsAdapter assemble(List<AutoCloseable> forwards);
  }

  /**
   * @param wanted for the name only, e.g. {@code port 6443}
   * @param delay for which the server goes on when it is told to stop
   */
  MetricsApiStage(Assembly assembly, String wanted, Duration delay) {
    this.assembly = assembly;
    this.wanted = wanted;
    this.delay = delay;
  }

  @Override
  public String name() {
    return "metrics APIs on " + wanted + " (--secure-port=0 switches them off)";
  }

  @Override
  public void start() {
    running = assembly.assemble(forwards).start();
  }

  @Override
  public void stop(Duration within) throws Exception {
    RunningAdapter serving = running;
    var closing =
        new FutureTask<Boolean>(() -> {
          if (serving != null) {
            close(serving);
          }
          forwards.forEach(MetricsApiStage::close);
          forwards.clear();
          return true;
        });
    Thread.ofVirtual().name("close metrics APIs").start(closing);
    Duration wished = LONGEST_STOP.plus(delay);
    Duration longest = within.compareTo(wished) < 0 ? within : wished;
    closing.get(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One that does not close must not keep the others open. */
  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      log.warn("{} did not close cleanly", each, e);
    }
  }

  /** Where it listens; 0 before the start. */
  int port() {
    RunningAdapter serving = running;
    return serving == null ? 0 : serving.port();
  }
}
