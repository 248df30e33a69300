package io.heapster.api.k8s.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The connections of strangers to one listener. One that brings no request is closed, and when
 * there are too many, the one whose last request is longest ago makes room: whoever opens many
 * closes their own, and a probe still gets through. Used on the listener's event loop.
 */
final class Connections {
  /** Each costs some tens of kilobytes; clients, kubelets and scrapers need a few dozen. */
  static final int MOST = 1000;

  /** As long as Go's API servers wait for the head of a request. */
  static final Duration PATIENCE = Duration.ofSeconds(32);

  private final Vertx vertx;
  private final Predicate<List<X509Certificate>> trusted;
  private final int most;
  private final Duration patience;

  /** With the timers of those that have asked for nothing yet; used longest ago first. */
  private final LinkedHashMap<HttpConnection, Long> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param trusted whether certificates are none of a stranger
   * @param patience until the first request's head must be there
   */
  Connections(Vertx vertx, Predicate<List<X509Certificate>> trusted, int most, Duration patience) {
    this.vertx = vertx;
    this.trusted = trusted;
    this.most = most;
    this.patience = patience;
  }

  void opened(HttpConnection connection) {
    // Callers that vanish are no news.
    connection.exceptionHandler(problem -> {});
    if (trusted.test(PeerCertificates.of(connection.sslSession()))) {
      return;
    }
    long timer = vertx.setTimer(patience.toMillis(), fired -> connection.close());
    open.put(connection, timer);
    connection.closeHandler(gone -> forget(connection));
    if (open.size() > most) {
      Map.Entry<HttpConnection, Long> oldest = open.firstEntry();
      forget(oldest.getKey());
      oldest.getKey().close();
    }
  }

  /** A request has come. */
  void asked(HttpConnection connection) {
    Long timer = open.get(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void forget(HttpConnection connection) {
    Long timer = open.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
