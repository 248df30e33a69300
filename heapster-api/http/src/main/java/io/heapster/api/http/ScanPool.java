package io.heapster.api.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads for answers that take long to make, and a bounded queue before them. They are none
 * of the Vert.x default workers, on which others rely. Thread-safe.
 */
final class ScanPool {
  static final int THREADS = 4;

  /** At some 15 ms each, the last of them waits about a second. */
  static final int MOST_WAITING = 256;

  private static final int RETRY_AFTER_SECONDS = 1;

  private final WorkerExecutor workers;
  private final int most;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * @param name of the threads; a Vert.x has one pool of a name
   * @param waiting requests that may wait while all threads are busy
   */
  ScanPool(Vertx vertx, String name, int threads, int waiting) {
    this.workers = vertx.createSharedWorkerExecutor(name, threads);
    this.most = threads + waiting;
  }

  static ScanPool usual(Vertx vertx) {
    return new ScanPool(vertx, "heapster-scan", THREADS, MOST_WAITING);
  }

  /**
   * Makes an answer on a worker, unless its caller has left when its turn comes. To be called on an
   * event loop, on which the future completes.
   *
   * @throws ApiException 503 when too many wait already
   */
  Future<Answer> run(HttpServerResponse response, Callable<Answer> scan) {
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      throw ApiException.busy(
          "%d requests are being answered or wait for it, and that many are the most; ask again later"
              .formatted(most),
          RETRY_AFTER_SECONDS);
    }
    return workers
        .executeBlocking(() -> answer(response, scan), false)
        .onComplete(_ -> underWay.decrementAndGet())
        .map(made -> Objects.requireNonNull(made, "answer"));
  }

  private static Answer answer(HttpServerResponse response, Callable<Answer> scan)
      throws Exception {
    if (response.closed()) {
      throw ApiException.callerLeft();
    }
    return scan.call();
  }

  /** Requests that run or wait. */
  int underWay() {
    return underWay.get();
  }
}
