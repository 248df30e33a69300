package io.heapster.sources.kubelet;

import io.heapster.core.config.Durations;
import io.heapster.sources.kubelet.sample.NodeSample;
import java.time.Duration;

/** How the scrape of one node in one tick ended. */
sealed interface ScrapeOutcome {

  /** The name in {@code /metrics}. */
  String text();

  /** What happened and what to look at, for the log. */
  String detail();

  /**
   * The node told its values.
   *
   * @param sample the tick thread's from now on, until its next tick
   * @param endpoint which answered
   */
  record Scraped(NodeSample sample, StatsEndpoint endpoint) implements ScrapeOutcome {
    @Override
    public String text() {
      return "scraped";
    }

    @Override
    public String detail() {
      return "answered at " + endpoint.uri();
    }
  }

  /**
   * No complete answer within the node's time limit or before the tick's deadline.
   *
   * @param stage how far it came
   */
  record TimedOut(Duration after, String stage) implements ScrapeOutcome {
    @Override
    public String text() {
      return "timed_out";
    }

    @Override
    public String detail() {
      return stage + " after " + Durations.format(after) + "; check load and network of the node";
    }
  }

  /** Not asked: until the tick's deadline others held all places. */
  record NotBegun(Duration after) implements ScrapeOutcome {
    @Override
    public String text() {
      return "not_begun";
    }

    @Override
    public String detail() {
      return "no place among concurrency within "
          + Durations.format(after)
          + "; raise concurrency or lower nodeTimeout";
    }
  }

  /** No connection, or one that broke before the answer began. */
  record Unreachable(String address, String reason) implements ScrapeOutcome {
    @Override
    public String text() {
      return "unreachable";
    }

    @Override
    public String detail() {
      return address + ": " + reason + "; check that the kubelet listens there and may be reached";
    }
  }

  /** No TLS connection: a certificate that is not trusted or of another name, or no TLS at all. */
  record Untrusted(String address, String reason) implements ScrapeOutcome {
    @Override
    public String text() {
      return "untrusted";
    }

    @Override
    public String detail() {
      return address
          + ": TLS failed: "
          + reason
          + "; check kubeletCa and tlsServerName, or that the port speaks TLS";
    }
  }

  /** The kubelet does not let us read its figures. */
  record Unauthorized(int status, String uri) implements ScrapeOutcome {
    @Override
    public String text() {
      return "unauthorized";
    }

    @Override
    public String detail() {
      return "status "
          + status
          + " at "
          + uri
          + "; check the token and the access to nodes/stats and nodes/metrics";
    }
  }

  /** An answer that could not be read, or that broke off. */
  record Malformed(String uri, String reason) implements ScrapeOutcome {
    @Override
    public String text() {
      return "malformed";
    }

    @Override
    public String detail() {
      return "answer of " + uri + " is no good: " + reason;
    }
  }

  /** An answer past a limit on memory; it was not read on. */
  record TooLarge(String uri, String limit) implements ScrapeOutcome {
    @Override
    public String text() {
      return "too_large";
    }

    @Override
    public String detail() {
      return "answer of " + uri + " is larger than " + limit;
    }
  }

  /** Another status than 200. */
  record Failed(int status, String uri) implements ScrapeOutcome {
    @Override
    public String text() {
      return "failed";
    }

    @Override
    public String detail() {
      return "status " + status + " at " + uri + "; the kubelet's log tells why";
    }
  }

  /** Not asked at all. */
  record Skipped(String reason) implements ScrapeOutcome {
    @Override
    public String text() {
      return "skipped";
    }

    @Override
    public String detail() {
      return "not asked: " + reason;
    }
  }
}
