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
 * cache of loaded classes and of profiles (an AOT cache) learns from. Blocks; for one use.
 */
final class Training implements BatchReceiver {
  /** The first, one with rates, one with identities kept, and one more for the profiles. */
  private static final int TICKS = 4;

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

  private final CountDownLatch ticks = new CountDownLatch(TICKS);
  private final Demo demo;
  private final PrintStream out;

  Training(DemoConfig config, Map<String, String> environment, PrintStream out) {
    this.demo = new Demo(config, environment, out, this);
    this.out = out;
  }

  @Override
  public void accept(DataBatch batch) {
    ticks.countDown();
  }

  /**
   * The exit code.
   *
   * @throws StartException when a part could not start
   */
  int run() {
    try (Lifecycle lifecycle = demo.lifecycle()) {
      lifecycle.start();
      if (!ticks.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
        out.printf("training: fewer than %d ticks in %d s%n", TICKS, LIMIT.toSeconds());
        return Console.FAILED;
      }
      return ask() ? Console.DONE : Console.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Console.FAILED;
    }
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
