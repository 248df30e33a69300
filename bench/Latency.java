import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks URLs in turn at a steady rate and prints quantiles of the time to the whole answer, counted
 * from when each request was due (so that a stall is not hidden by the requests it delays).
 *
 * <p>{@code java bench/Latency.java <requests per second> <seconds> <url>...}
 */
class Latency {
  public static void main(String[] arguments) throws Exception {
    int rate = Integer.parseInt(arguments[0]);
    int requests = rate * Integer.parseInt(arguments[1]);
    String[] urls = Arrays.copyOfRange(arguments, 2, arguments.length);
    long[] nanos = new long[requests];
    var failed = new AtomicInteger();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < 4 * rate; i++) {
        ask(http, urls[i % urls.length]); // warms both ends up
      }
      try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        long begun = System.nanoTime();
        for (int i = 0; i < requests; i++) {
          int number = i;
          long due = begun + number * 1_000_000_000L / rate;
          LockSupport.parkNanos(due - System.nanoTime());
          pool.submit(
              () -> {
                if (!ask(http, urls[number % urls.length])) {
                  failed.incrementAndGet();
                }
                nanos[number] = System.nanoTime() - due;
              });
        }
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%d requests at %d/s: median %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms, %d failed%n",
        requests,
        rate,
        nanos[requests / 2] / 1e6,
        nanos[requests * 99 / 100] / 1e6,
        nanos[requests * 999 / 1000] / 1e6,
        nanos[requests - 1] / 1e6,
        failed.get());
  }

  private static boolean ask(HttpClient http, String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }
}
