package io.heapster.sources.kubelet.light;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.NoUsage;
import io.heapster.sources.kubelet.KubeletFailure;
import io.heapster.sources.kubelet.KubeletLoop;
import io.heapster.sources.kubelet.KubeletQuestion;
import io.heapster.sources.kubelet.light.LightNode.Health;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one node at a time for its event loop: asks, reads, commits, and says when the node is
 * due again. Confined to the loop.
 */
final class LightScraper {
  private static final Logger log = LoggerFactory.getLogger(LightScraper.class);

  private static final String PATH = "/metrics/resource";

  /** Read in one go on the event loop: 10 ms of work, 6,000 containers. */
  private static final int MOST_BYTES = 4 << 20;

  /** Until there are rates; kubelets measure each 10 s. */
  private static final int MOST_QUICK_SCRAPES = 3;

  /** About nodes without the endpoint; of more {@code /metrics} tells the number. */
  private static final int MOST_LINES = 10;

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN_FORBIDDEN = Duration.ofMinutes(1);
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;

  private final KubeletLoop loop;
  private final LightSettings settings;
  private final LightMeters meters;
  private final TimeSource time;
  private final long originNanos;
  private final Readings readings = new Readings();
  private int toldOf;

  /**
   * @param originNanos elapsed time that the phases of nodes count from
   */
  LightScraper(
      KubeletLoop loop,
      LightSettings settings,
      LightMeters meters,
      TimeSource time,
      long originNanos) {
    this.loop = loop;
    this.settings = settings;
    this.meters = meters;
    this.time = time;
    this.originNanos = originNanos;
  }

  /** Asks a node's kubelet; tells when that is over, the node's next time being set. */
  void scrape(AskedNode node, @Nullable String token, Runnable whenDone) {
    String path = path(node);
    var question =
        new KubeletQuestion(
            node.info(), path, token, node.lastBytes(), MOST_BYTES, settings.timeout());
    Instant sent = time.now();
    long begun = time.elapsedNanos();
    loop.ask(
        question,
        new KubeletQuestion.Listener() {
          @Override
          public void answered(byte[] body, int length) {
            take(node, body, length, sent, begun);
            whenDone.run();
          }

          @Override
          public void failed(KubeletFailure failure) {
            fail(node, failure);
            whenDone.run();
          }
        });
  }

  private static String path(AskedNode node) {
    String told = node.info().resourceMetricsPath();
    return told.isEmpty() ? PATH : told;
  }

  private void take(AskedNode node, byte[] body, int length, Instant sent, long begun) {
    try {
      readings.read(body, length, node.names(), nanos(sent));
      long now = time.elapsedNanos();
      node.lastBytes(length);
      node.shown().points().commit(readings, now);
      meters.answered(readings, now - begun);
      answered(node, now);
    } catch (MalformedAnswerException e) {
      String detail = "answer of " + path(node) + " is no good: " + e.getMessage();
      fail(node, new KubeletFailure("malformed", detail, 0));
    } catch (RuntimeException | Error e) {
      // A mistake of ours that some answer brings to light costs that answer only.
      log.error("node {}: reading its resource metrics failed", node.name(), e);
      fail(node, new KubeletFailure("malformed", "reading it failed: " + e, 0));
    }
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private void answered(AskedNode node, long now) {
    if (node.shown().health().isFullLane() && toldOf++ < MOST_LINES) {
      log.info("node {}: {} is there now", node.name(), path(node));
    }
    if (readings.hasScrapeError()) {
      String detail =
          "the kubelet could not read all of its figures (resource_scrape_error 1); its log tells"
              + " why";
      node.shown().health(absence(node, "scrape_error", detail, NoUsage.Cause.FAILING));
    } else {
      node.shown().good();
    }
    node.failing(false);
    boolean quick =
        node.quickScrapes() < MOST_QUICK_SCRAPES && !node.shown().points().isComplete(now);
    if (quick) {
      node.quickScrapes(node.quickScrapes() + 1);
      node.dueNanos(now + settings.resolution().dividedBy(3).toNanos());
    } else {
      node.quickScrapes(MOST_QUICK_SCRAPES);
      node.dueAtPhase(originNanos, settings.resolution().toNanos(), now);
    }
  }

  private void fail(AskedNode node, KubeletFailure failure) {
    long now = time.elapsedNanos();
    meters.failed(failure.outcome());
    node.failing(true);
    node.quickScrapes(0);
    Duration lookAgain = lookAgain(failure.status());
    if (lookAgain == null) {
      node.dueAtPhase(originNanos, settings.resolution().toNanos(), now);
    } else {
      node.dueAtPhase(originNanos, lookAgain.toNanos(), now);
    }
    show(node, failure, lookAgain != null);
  }

  /** How long to leave a kubelet alone that cannot be asked this way; null for any other. */
  private static @Nullable Duration lookAgain(int status) {
    return switch (status) {
      case NOT_FOUND, METHOD_NOT_ALLOWED, NOT_IMPLEMENTED -> LOOK_AGAIN;
      case FORBIDDEN -> LOOK_AGAIN_FORBIDDEN;
      default -> null;
    };
  }

  private void show(AskedNode node, KubeletFailure failure, boolean fullLane) {
    Health before = node.shown().health();
    boolean same = failure.outcome().equals(before.outcome()) && before.isFullLane() == fullLane;
    if (same) {
      return;
    }
    if (fullLane && toldOf++ < MOST_LINES) {
      log.info(
          "node {}: {}; the metrics API serves it from the full lane",
          node.name(),
          failure.detail());
    }
    NoUsage.Cause cause = fullLane ? NoUsage.Cause.FULL_LANE : NoUsage.Cause.FAILING;
    node.shown().health(absence(node, failure.outcome(), failure.detail(), cause));
  }

  private Health absence(AskedNode node, String outcome, String detail, NoUsage.Cause cause) {
    String text =
        "node %s, since %s: %s".formatted(node.name(), time.now().truncatedTo(SECONDS), detail);
    return new Health(outcome, new NoUsage(cause, text));
  }
}
