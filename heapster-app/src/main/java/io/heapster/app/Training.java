package io.heapster.app;

import io.heapster.app.config.DemoConfig;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.BatchReceiver;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A demo that ends by itself, once every part has worked: what a Java virtual machine that writes a
 * cache of loaded classes and of profiles (an AOT cache) learns from. It knows no environment: that
 * may name somebody's sinks and files. Blocks; for one use.
 */
final class Training implements BatchReceiver {
  /** The first, one with rates, one with identities kept, and one more for the profiles. */
  static final int TICKS = 4;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final List<String> ASKED =
      List.of(
          "/readyz",
          "/livez",
          "/metrics",
          "/api/v1/model/metrics/cpu/usage_rate",
          "/api/v1/metric-export",
          "/apis/metrics/v1alpha1/nodes",
          "/");

  private final CountDownLatch ticks;
  private final Demo demo;
  private final PrintStream out;

  /**
   * @param ticks before it ends
   */
  Training(DemoConfig config, int ticks, PrintStream out) {
    this.ticks = new CountDownLatch(ticks);
    this.demo = new Demo(config, Map.of(), out, this);
    this.out = out;
  }

  @Override
  public void accept(DataBatch batch) {
    ticks.countDown();
  }

  /** The exit code. */
  int run() {
    return UntilStopped.run(
        demo::lifecycle, _ -> awaitTicks() && ask() ? Console.DONE : Console.FAILED);
  }

  private boolean awaitTicks() throws InterruptedException {
    boolean all = ticks.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    if (!all) {
      out.printf(
          "training: %d ticks were still to come after %d s%n",
          ticks.getCount(), LIMIT.toSeconds());
    }
    return all;
  }

  private boolean ask() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : ASKED) {
        URI address = URI.create(demo.apiUrl() + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
          out.printf("training: %s answered %d%n", address, status);
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      out.printf("training: the API does not answer: %s%n", e);
      return false;
    }
  }
}
