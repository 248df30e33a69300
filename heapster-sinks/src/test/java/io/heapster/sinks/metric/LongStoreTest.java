package io.heapster.sinks.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.metric.EntityKind;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.store.TimeRange;
import io.heapster.sinks.testing.BatchScript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LongStoreTest {
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.MAX);
  private static final String MEMORY = PlainMetrics.MEMORY_USAGE.name();

  private record Sample(Instant timestamp, Map<EntityKey, Integer> values) {}

  private static DataBatch batch(Sample sample) {
    BatchScript script = BatchScript.at(sample.timestamp);
    sample.values.forEach((key, value) -> script.value(key, PlainMetrics.MEMORY_USAGE, value));
    return script.build();
  }

  private static LongStore memoryStore() {
    return LongStore.of(Map.of(EntityKind.POD, List.of(PlainMetrics.MEMORY_USAGE)));
  }

  private static Instant minute(int number) {
    return Instant.EPOCH.plus(Duration.ofMinutes(number));
  }

  private static EntityKey pod(int number) {
    return new EntityKey.Pod("default", "web-" + number);
  }

  private static List<Integer> values(LongStore store, EntityKey key) {
    return store.history(key, MEMORY, ALWAYS).stream()
        .map(timed -> (int) timed.value().asLong())
        .toList();
  }

  /** Against plain maps: pods come, go, come back, change their rows and miss values. */
  @Test
  void history_podsComeAndGo_equalsThatOfPlainMaps() {
    var random = new Random(20260101);
    LongStore store = memoryStore();
    var expected = new ArrayDeque<Sample>();
    for (int minute = 1; minute <= 150; minute++) {
      Instant expired = minute(minute).minus(KEPT);
      expected.removeIf(old -> !old.timestamp.isAfter(expired));
      expected.add(sample(minute, random));

      store = store.append(batch(expected.getLast()), expired);

      for (int number = 0; number < minute * 8 + 60; number += 7) {
        EntityKey key = pod(number);
        List<Integer> plain =
            expected.stream()
                .filter(sample -> sample.values.containsKey(key))
                .map(sample -> sample.values.get(key))
                .toList();
        assertThat(values(store, key)).as("%s at minute %s", key, minute).isEqualTo(plain);
      }
    }
  }

  /** 400 pods, of which eight a minute are replaced, and of which some are missing at random. */
  private static Sample sample(int minute, Random random) {
    var values = new LinkedHashMap<EntityKey, Integer>();
    int oldest = minute * 8;
    IntStream.range(oldest, oldest + 400)
        .map(number -> minute % 5 == 0 ? 2 * oldest + 399 - number : number)
        .filter(_ -> random.nextInt(20) > 0)
        .forEach(number -> values.put(pod(number), random.nextInt(1_000_000)));
    return new Sample(minute(minute), values);
  }

  @Test
  void append_podsReplacedForHours_rosterStaysInBounds() {
    LongStore store = memoryStore();
    int largest = 0;
    for (int minute = 1; minute <= 300; minute++) {
      var values = new LinkedHashMap<EntityKey, Integer>();
      for (int number = minute * 40; number < minute * 40 + 1_000; number++) {
        values.put(pod(number), number);
      }
      store = store.append(batch(new Sample(minute(minute), values)), minute(minute).minus(KEPT));
      largest = Math.max(largest, store.rows(EntityKind.POD));
    }
    // At most 1,560 pods have a kept value; the roster may outgrow what was left by half.
    assertThat(largest).isLessThanOrEqualTo(1_560 * 3 / 2 + 40);
    assertThat(store.arrayBytes()).isLessThan(15 * 4L * largest + 15 * 1_000);
  }

  @Test
  void append_sameEntities_sharesTheColumnsOfTheBatch() {
    Map<EntityKey, Integer> values = Map.of(pod(1), 1, pod(2), 2, pod(3), 3);
    DataBatch first = batch(new Sample(minute(1), values));
    Placement same =
        Placement.adding(
            first.pods().roster(), batch(new Sample(minute(2), values)).pods().roster());

    var column = first.pods().column(PlainMetrics.MEMORY_USAGE);
    assertThat(same.place(column)).isSameAs(column);
    assertThat(same.target()).isSameAs(first.pods().roster());
  }

  @Test
  void append_entitiesAppended_earlierColumnsStayValid() {
    var before = new LinkedHashMap<EntityKey, Integer>();
    before.put(pod(1), 10);
    var after = new LinkedHashMap<>(before);
    after.put(pod(2), 20);

    LongStore store =
        memoryStore()
            .append(batch(new Sample(minute(1), before)), Instant.EPOCH)
            .append(batch(new Sample(minute(2), after)), Instant.EPOCH);

    assertThat(values(store, pod(1))).containsExactly(10, 10);
    assertThat(values(store, pod(2))).containsExactly(20);
  }

  @Test
  void append_entityGone_staysUntilItsLastValueExpires() {
    LongStore store =
        memoryStore().append(batch(new Sample(minute(1), Map.of(pod(1), 10))), Instant.EPOCH);
    for (int minute = 2; minute <= 15; minute++) {
      store =
          store.append(
              batch(new Sample(minute(minute), Map.of(pod(2), minute))),
              minute(minute).minus(KEPT));
      assertThat(values(store, pod(1))).containsExactly(10);
    }
    store = store.append(batch(new Sample(minute(16), Map.of(pod(2), 16))), minute(1));

    assertThat(values(store, pod(1))).isEmpty();
    assertThat(values(store, pod(2))).hasSize(15);
  }

  @Test
  void append_earlierThanWhatIsKept_dropsTheFuture() {
    var first = new Sample(minute(4), Map.of(pod(1), 4));
    var future = new Sample(minute(9), Map.of(pod(1), 9));
    var setBack = new Sample(minute(5), Map.of(pod(1), 5));

    LongStore store =
        memoryStore()
            .append(batch(first), Instant.EPOCH)
            .append(batch(future), Instant.EPOCH)
            .append(batch(setBack), Instant.EPOCH);

    assertThat(values(store, pod(1))).containsExactly(4, 5);
  }
}
