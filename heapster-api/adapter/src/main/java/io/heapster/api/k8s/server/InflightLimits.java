package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.UserInfo;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many requests are worked on at once. Callers are told apart before it is known who they are,
 * so that a flood of bad tokens, each of which waits for a review, holds up neither kube-apiserver,
 * which shows a certificate, nor the probes, which show nothing. Thread-safe.
 */
final class InflightLimits {
  /** Probes answer at once: more of them at a time are a flood. */
  private static final int PROBES = 50;

  private final Semaphore probes = new Semaphore(PROBES);
  private final Semaphore strangers;
  private final Semaphore certified;
  private final Semaphore admitted;
  private final Semaphore masters;

  /** What is known of a caller before authentication. */
  enum Caller {
    /** Asks for its health and shows nothing that must be reviewed. */
    PROBE,
    /** Shows a certificate, which is verified without asking anybody. */
    CERTIFIED,
    STRANGER
  }

  /** A place that is taken until this is closed; closing it again is no harm. */
  static final class Permit implements AutoCloseable {
    private final Semaphore from;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Permit(Semaphore from) {
      this.from = from;
    }

    @Override
    public void close() {
      if (open.getAndSet(false)) {
        from.release();
      }
    }
  }

  /**
   * @param atOnce requests under way, as many again being authenticated, and as many again of
   *     cluster administrators
   */
  InflightLimits(int atOnce) {
    strangers = new Semaphore(atOnce);
    certified = new Semaphore(atOnce);
    admitted = new Semaphore(atOnce);
    masters = new Semaphore(atOnce);
  }

  /** A place to be authenticated in; empty when there is none. */
  Optional<Permit> enter(Caller caller) {
    return take(
        switch (caller) {
          case PROBE -> probes;
          case CERTIFIED -> certified;
          case STRANGER -> strangers;
        });
  }

  /** A place to be answered in; a probe has its own, and administrators pass a full house. */
  Optional<Permit> admit(Caller caller, UserInfo user) {
    if (caller == Caller.PROBE) {
      return Optional.of(new Permit(new Semaphore(0)));
    }
    Optional<Permit> place = take(admitted);
    boolean privileged = user.groups().contains(UserInfo.MASTERS);
    return place.isEmpty() && privileged ? take(masters) : place;
  }

  private static Optional<Permit> take(Semaphore places) {
    return places.tryAcquire() ? Optional.of(new Permit(places)) : Optional.empty();
  }
}
