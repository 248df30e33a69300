package io.heapster.api.provider.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ways to be broken that providers of all kinds share. */
final class BrokenProviders {
  /** With those who may never answer. */
  static final Duration SHORT = Duration.ofMillis(500);

  /** With those who do: a busy machine must not make them look broken. */
  static final Duration LONG = Duration.ofSeconds(30);

  private BrokenProviders() {}

  /** The names of the checks that fail. */
  static List<String> failing(List<ContractCheck> checks) {
    return checks.stream().filter(BrokenProviders::fails).map(ContractCheck::name).toList();
  }

  /** The same, where only the checks of one name are run. */
  static List<String> failing(List<ContractCheck> checks, String name) {
    return failing(checks.stream().filter(check -> check.name().equals(name)).toList());
  }

  private static boolean fails(ContractCheck check) {
    try {
      check.run();
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  /** Waits for something that never comes, until it is interrupted. */
  static void block() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Fails when two threads are inside at once; waits a moment for the second to come. */
  static final class ForOneOnly {
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch second = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final int calmCalls;

    /**
     * @param calmCalls how many calls come before those of many threads
     */
    ForOneOnly(int calmCalls) {
      this.calmCalls = calmCalls;
    }

    void enter() {
      if (calls.incrementAndGet() <= calmCalls) {
        return;
      }
      try {
        if (inside.incrementAndGet() > 1) {
          second.countDown();
          throw new IllegalStateException("two threads at once");
        }
        second.await(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        inside.decrementAndGet();
      }
    }
  }
}
