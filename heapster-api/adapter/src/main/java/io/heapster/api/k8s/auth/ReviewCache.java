package io.heapster.api.k8s.auth;

import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what reviews told, for a while, and asks once where many want to know. What was allowed
 * and what was not are kept apart, so that a flood of bad requests forgets no good one. A review
 * runs on a thread of its own: one caller's end does not end it for the others. Thread-safe.
 *
 * @param <V> what a review tells
 */
final class ReviewCache<V> {
  /** Reviews under way at once. */
  static final int FLIGHTS = 200;

  private final String review;
  private final Semaphore room = new Semaphore(FLIGHTS);
  private final BoundedMap<Entry<V>> good;
  private final BoundedMap<Entry<V>> bad;
  private final ConcurrentMap<String, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
  private final AuthObserver observer;
  private final TimeSource time;

  /**
   * What a review told.
   *
   * @param positive kept with the good ones
   * @param ttl zero is not kept
   */
  record Told<V>(V value, boolean positive, Duration ttl) {}

  private record Entry<V>(V value, long untilNanos) {}

  /**
   * @param review for counters
   * @param limit entries of each sort
   */
  ReviewCache(String review, int limit, AuthObserver observer, TimeSource time) {
    this.review = review;
    this.good = new BoundedMap<>(limit);
    this.bad = new BoundedMap<>(limit);
    this.observer = observer;
    this.time = time;
  }

  /**
   * What is known, or what the review tells.
   *
   * @param ask must end by itself; called for one of the callers at a time
   * @throws TimeoutException when it did not end in time
   * @throws ReviewException when too many others are under way
   */
  V get(String key, Supplier<Told<V>> ask, Duration limit)
      throws InterruptedException, TimeoutException, ReviewException {
    Entry<V> known = known(key);
    if (known != null) {
      observer.answered(review, "cache");
      return known.value;
    }
    CompletableFuture<V> running = flights.get(key);
    if (running == null) {
      running = start(key, ask);
    } else {
      observer.answered(review, "joined");
    }
    try {
      return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the review ended without an outcome", e.getCause());
    }
  }

  /** Reviews outlive those who asked for them: without a bound, callers who leave heap them up. */
  private CompletableFuture<V> start(String key, Supplier<Told<V>> ask) throws ReviewException {
    if (!room.tryAcquire()) {
      observer.answered(review, "refused");
      throw new ReviewException("too many reviews are under way", true);
    }
    var own = new CompletableFuture<V>();
    CompletableFuture<V> running = flights.putIfAbsent(key, own);
    if (running != null) {
      room.release();
      observer.answered(review, "joined");
      return running;
    }
    observer.answered(review, "asked");
    Thread.startVirtualThread(() -> fly(key, ask, own));
    return own;
  }

  /** Entries of both sorts. */
  int size() {
    return good.size() + bad.size();
  }

  private void fly(String key, Supplier<Told<V>> ask, CompletableFuture<V> flight) {
    try {
      // Another's review may have ended between the look and the start.
      Entry<V> known = known(key);
      V value = known == null ? keep(key, ask.get()) : known.value;
      flights.remove(key, flight);
      flight.complete(value);
    } catch (RuntimeException | Error e) {
      flights.remove(key, flight);
      flight.completeExceptionally(e);
    } finally {
      room.release();
    }
  }

  private V keep(String key, Told<V> told) {
    if (told.ttl.isPositive()) {
      var entry = new Entry<>(told.value, time.elapsedNanos() + told.ttl.toNanos());
      (told.positive ? good : bad).put(key, entry);
      (told.positive ? bad : good).remove(key);
    }
    return told.value;
  }

  private @Nullable Entry<V> known(String key) {
    Entry<V> entry = good.get(key);
    if (entry == null) {
      entry = bad.get(key);
    }
    return entry == null || time.elapsedNanos() - entry.untilNanos >= 0 ? null : entry;
  }
}
