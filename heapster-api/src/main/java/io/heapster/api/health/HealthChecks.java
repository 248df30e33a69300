package io.heapster.api.health;

import io.heapster.api.http.ApiCompat;
import io.heapster.api.model.KeptValues;
import io.heapster.core.inventory.ClusterInventory;
import io.heapster.core.model.DataBatch;
import io.heapster.core.store.MetricStore;
import io.heapster.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What healthy, live and ready mean. Thread-safe. */
public final class HealthChecks {
  private static final Duration HEAPSTER_MAX_AGE = Duration.ofMinutes(3);

  /** Go's default text of a time, which Heapster's users know from this message. */
  private static final DateTimeFormatter GO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final KeptValues kept;
  private final ClusterInventory inventory;
  private final HealthInputs inputs;
  private final TimeSource time;
  private final ApiCompat compat;
  private final Duration maxAge;
  private final Duration maxSinceTick;

  /**
   * @param resolution of the ticks; at three resolutions without a batch something is wrong, but
   *     not before three minutes
   */
  public HealthChecks(
      KeptValues kept,
      ClusterInventory inventory,
      HealthInputs inputs,
      TimeSource time,
      ApiCompat compat,
      Duration resolution) {
    this.kept = kept;
    this.inventory = inventory;
    this.inputs = inputs;
    this.time = time;
    this.compat = compat;
    this.maxAge = compat == ApiCompat.HEAPSTER ? HEAPSTER_MAX_AGE : atLeast(resolution);
    this.maxSinceTick = resolution.multipliedBy(3).dividedBy(2);
  }

  private static Duration atLeast(Duration resolution) {
    Duration three = resolution.multipliedBy(3);
    return three.compareTo(HEAPSTER_MAX_AGE) > 0 ? three : HEAPSTER_MAX_AGE;
  }

  /** Values are there and fresh. */
  List<Check> healthy() {
    return List.of(new Check("healthz", this::staleness));
  }

  /**
   * Housekeeping goes on, once it has begun: it waits for the inventory, and a restart would not
   * bring an API server back. Two ticks in time begin six fifths of a resolution apart at the most.
   */
  List<Check> live() {
    return List.of(
        new Check(
            "tick",
            () -> inputs.sinceLastTick().get().flatMap(since -> overdue(since, maxSinceTick))));
  }

  /** Questions can be answered. */
  List<Check> ready() {
    return List.of(
        new Check(
            "inventory",
            () -> failing(!inventory.isSynced(), "nodes, pods and namespaces are not listed yet")),
        new Check(
            "batch",
            () -> failing(!inputs.oneBatchDone().getAsBoolean(), "no batch has been stored yet")));
  }

  private Optional<String> staleness() {
    MetricStore store = kept.store();
    if (store == null) {
      Optional<Duration> since = inputs.sinceLastTick().get();
      return since.isEmpty() ? Optional.of("no tick has begun yet") : overdue(since.get(), maxAge);
    }
    Optional<DataBatch> batch = store.latest();
    return batch.isEmpty()
        ? Optional.of("could not get the latest data batch")
        : problem(batch.get());
  }

  private Optional<String> problem(DataBatch batch) {
    Instant timestamp = batch.timestamp();
    if (timestamp.isBefore(time.now().minus(maxAge))) {
      return Optional.of(
          "No current data batch available (latest: " + GO_TIME.format(timestamp) + ").");
    }
    // The cluster's own set is always there, so counting all sets, as Heapster did, finds nothing.
    int sets = compat == ApiCompat.HEAPSTER ? batch.size() : batch.nodes().size();
    return failing(
        sets < 1,
        "Not enough metrics found in the latest data batch: " + sets + " (expected min. 1)");
  }

  private static Optional<String> overdue(Duration since, Duration limit) {
    return failing(
        since.compareTo(limit) > 0,
        "the last tick began %d s ago, more than %d s"
            .formatted(since.toSeconds(), limit.toSeconds()));
  }

  private static Optional<String> failing(boolean wrong, String reason) {
    return wrong ? Optional.of(reason) : Optional.empty();
  }
}
