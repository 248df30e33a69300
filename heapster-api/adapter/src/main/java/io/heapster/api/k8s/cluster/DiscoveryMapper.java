package io.heapster.api.k8s.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.heapster.api.k8s.cluster.DiscoveryReader.Reading;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.ResourceMapper;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds of objects that the API server's discovery tells, without those of the metrics groups.
 * Read in the background: at the start, in an interval, and soon after a kind was asked for that is
 * not known. Knows nothing before the API server has answered once; keeps what it knew while the
 * API server, or the server of a group, is away. Thread-safe.
 */
public final class DiscoveryMapper implements ResourceMapper, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryMapper.class);

  private final DiscoveryReader reader;
  private final Pace pace;
  private final TimeSource time;
  private final Semaphore missed = new Semaphore(0);
  private final AtomicLong lastReadNanos;
  private volatile ClusterPicture picture = ClusterPicture.EMPTY;
  private volatile @Nullable Thread thread;

  /** Only the background thread reads and writes these three. */
  private boolean away;

  private Set<String> stale = Set.of();

  /** While the same group versions do not answer. */
  private final GrowingPause stalePause;

  /**
   * How often discovery is read.
   *
   * @param interval between two readings
   * @param retry the same, while the API server does not answer; where only some group versions do
   *     not, twice as long each time up to the interval, because everything is read again
   * @param missPause the least time between a reading and one for the sake of an unknown kind
   * @param limit of each request
   */
  public record Pace(Duration interval, Duration retry, Duration missPause, Duration limit) {
    /** Ten minutes; ten seconds while something is away and after a miss; five for a request. */
    public static final Pace DEFAULT =
        new Pace(
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    public Pace {
      if (!interval.isPositive()
          || !retry.isPositive()
          || missPause.isNegative()
          || !limit.isPositive()) {
        throw new IllegalArgumentException(
            "interval %s, retry %s and limit %s must be above 0, missPause %s not below"
                .formatted(interval, retry, limit, missPause));
      }
    }
  }

  /**
   * @param client stays its owner's
   */
  public DiscoveryMapper(KubernetesClient client, Pace pace, TimeSource time) {
    this.reader = new DiscoveryReader(new ApiServerReader(client), pace.limit());
    this.pace = pace;
    this.stalePause = new GrowingPause(pace.retry(), pace.interval());
    this.time = time;
    this.lastReadNanos = new AtomicLong(time.elapsedNanos());
  }

  /** Begins to read, on a thread of its own; does not wait for the first answer. Call it once. */
  public void start() {
    thread = Thread.ofVirtual().name("discovery").start(this::readOn);
  }

  @Override
  public Optional<KindOfObjects> find(GroupResource resource) {
    Optional<KindOfObjects> found = picture.find(resource);
    if (found.isEmpty()) {
      askForAnotherReading();
    }
    return found;
  }

  /** Whether the API server has answered yet. */
  public boolean isFilled() {
    return !picture.isEmpty();
  }

  private void askForAnotherReading() {
    long now = time.elapsedNanos();
    long last = lastReadNanos.get();
    // The one who moves the mark asks: however many miss at once, there is one reading.
    if (now - last >= pace.missPause().toNanos() && lastReadNanos.compareAndSet(last, now)) {
      missed.release();
    }
  }

  private void readOn() {
    try {
      while (true) {
        read();
        Duration pause = pause();
        if (missed.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("discovery: read again, an unknown kind of objects was asked for");
        }
        missed.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.debug("discovery: closed");
    }
  }

  private Duration pause() {
    if (away) {
      return pace.retry();
    }
    if (stale.isEmpty()) {
      return pace.interval();
    }
    return stalePause.next();
  }

  private void read() throws InterruptedException {
    try {
      Reading reading = reader.read(picture);
      picture = reading.picture();
      tellRecovery();
      tellStale(reading.stale());
    } catch (ApiServerException | RuntimeException e) {
      tellAway(e);
    } finally {
      lastReadNanos.set(time.elapsedNanos());
    }
  }

  private void tellAway(Exception e) {
    if (!away) {
      away = true;
      LOG.warn(
          "discovery: the API server does not tell its kinds of objects, tried again every {} s;"
              + " until then {}",
          pace.retry().toSeconds(),
          picture.isEmpty() ? "none is known" : "those of before are used: " + picture,
          e);
    }
  }

  private void tellRecovery() {
    if (away) {
      away = false;
      LOG.info("discovery: the API server tells its kinds of objects again: {}", picture);
    }
  }

  private void tellStale(Set<String> now) {
    if (!now.equals(stale)) {
      stale = Set.copyOf(now);
      stalePause.reset();
      if (now.isEmpty()) {
        LOG.info("discovery: all group versions answer again");
      } else {
        LOG.warn("discovery: these do not answer, what was known of them stays: {}", now);
      }
    }
  }

  /** Ends reading; what is known stays. */
  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
