package io.heapster.api.k8s.server;

import io.heapster.api.k8s.identity.UserInfo;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many requests are worked on at once. Callers are told apart before it is known who they are,
 * so that a flood of strangers, each of whom may wait for a review, holds up neither
 * kube-apiserver, which shows a certificate that counts, nor the probes, which wait for nobody.
 * Thread-safe.
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
    /** Asks what is for everybody and shows nothing that must be reviewed. */
    PROBE,
    /** Shows a certificate that counts, and nothing else that must be reviewed. */
    CERTIFIED,
    /** Anybody else, with a token, a certificate of their own making or nothing. */
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
   * @param atOnce requests of strangers, from their first byte to the end of the answer; as many of
   *     certified callers, as many of those being authenticated, and as many of administrators
   */
  InflightLimits(int atOnce) {
    strangers = new Semaphore(atOnce);
    certified = new Semaphore(atOnce);
    admitted = new Semaphore(atOnce);
    masters = new Semaphore(atOnce);
  }

  /**
   * A place at the door; empty when there is none. Probes and strangers keep it until their answer
   * is sent.
   */
  Optional<Permit> enter(Caller caller) {
    return take(
        switch (caller) {
          case PROBE -> probes;
          case CERTIFIED -> certified;
          case STRANGER -> strangers;
        });
  }

  /** A place for a certified caller to be answered in; administrators pass a full house. */
  Optional<Permit> admit(UserInfo user) {
    Optional<Permit> place = take(admitted);
    boolean privileged = user.groups().contains(UserInfo.MASTERS);
    return place.isEmpty() && privileged ? take(masters) : place;
  }

  private static Optional<Permit> take(Semaphore places) {
    return places.tryAcquire() ? Optional.of(new Permit(places)) : Optional.empty();
  }
}
