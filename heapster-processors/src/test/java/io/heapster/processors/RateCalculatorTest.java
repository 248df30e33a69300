package io.heapster.processors;

import static io.heapster.core.metric.PlainMetrics.CPU_USAGE;
import static io.heapster.core.metric.PlainMetrics.CPU_USAGE_RATE;
import static io.heapster.core.metric.PlainMetrics.MEMORY_PAGE_FAULTS;
import static io.heapster.core.metric.PlainMetrics.MEMORY_PAGE_FAULTS_RATE;
import static io.heapster.core.metric.PlainMetrics.NETWORK_TX_ERRORS;
import static io.heapster.core.metric.PlainMetrics.NETWORK_TX_ERRORS_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heapster.core.metric.LabeledMetrics;
import io.heapster.core.metric.Metric;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

final class RateCalculatorTest {
  private static final Duration RESOLUTION = Duration.ofSeconds(60);
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 500 * SECOND;
  private static final EntityKey.Node NODE = new EntityKey.Node("n1");

  private RateCalculator calculator = new RateCalculator(RateRules.DEFAULT, RESOLUTION);
  private int tick;

  private void use(RateRules rules) {
    calculator = new RateCalculator(rules, RESOLUTION);
  }

  /** The next tick's batch with one node in it. */
  private Entity tick(Entity node) {
    var picture = new Picture();
    picture.entities.put(NODE, node);
    return process(picture).get(NODE);
  }

  private Entity process(Instant timestamp, Entity node) {
    var picture = new Picture();
    picture.entities.put(NODE, node);
    return Picture.of(calculator.process(picture.batch(timestamp))).get(NODE);
  }

  private Picture process(Picture picture) {
    DataBatch batch = picture.batch(BEGIN.plus(RESOLUTION.multipliedBy(tick++)));
    return Picture.of(calculator.process(batch));
  }

  private void emptyTick() {
    process(new Picture());
  }

  private static Entity node(long sampleSeconds) {
    return new Entity().start(START).sample(sampleSeconds * SECOND);
  }

  private static Entity node(long sampleSeconds, Metric metric, long value) {
    return node(sampleSeconds).value(metric, value);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void a52_cpuAndErrors_areMillicoresAndPerSecond(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 947130377781L).value(NETWORK_TX_ERRORS, 0));

    Entity rated = tick(node(1060, CPU_USAGE, 948071062732L).value(NETWORK_TX_ERRORS, 120));

    assertThat(rated.values)
        .containsEntry(CPU_USAGE_RATE, 15L)
        .containsEntry(NETWORK_TX_ERRORS_RATE, 2.0);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void process_firstBatch_isReturnedAsItIs(RateRules rules) {
    use(rules);
    DataBatch first = new Picture().batch(BEGIN);

    assertThat(calculator.process(first)).isSameAs(first);
  }

  @Test
  void process_wallClockSetBack_ratesGoOnByTheKubeletsTimes() {
    use(RateRules.DEFAULT);
    tick(node(1000, CPU_USAGE, 0));
    tick = -60;

    assertThat(tick(node(1030, CPU_USAGE, 30 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
  }

  @Test
  void process_batchNotNewerForHeapster_isUnchangedAndThePreviousOneStays() {
    use(RateRules.HEAPSTER);
    tick(node(1000, CPU_USAGE, 0));
    tick = 0;
    assertThat(tick(node(1030, CPU_USAGE, 30 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);

    assertThat(tick(node(1060, CPU_USAGE, 30 * SECOND)).values).containsEntry(CPU_USAGE_RATE, 500L);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_fractionOfMillicore_isCutOff(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 0));

    assertThat(tick(node(1060, CPU_USAGE, 119_999_999)).values).containsEntry(CPU_USAGE_RATE, 1L);
  }

  @Test
  void millicores_growthPastOneThousandthOfLong_isExact() {
    long century = Duration.ofDays(36_500).toNanos();

    assertThat(TableRates.millicores(2 * century, century)).isEqualTo(2000);
    assertThat(TableRates.millicores(century + 1, century)).isEqualTo(1000);
    assertThat(TableRates.millicores(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(TableRates.millicores(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_counterWentDown_isNoneThenResumes(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 90 * SECOND));
    assertThat(tick(node(1060, CPU_USAGE, 10 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);

    assertThat(tick(node(1120, CPU_USAGE, 40 * SECOND)).values).containsEntry(CPU_USAGE_RATE, 500L);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_oneCounterWentDown_othersKeepTheirs(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 90 * SECOND).value(MEMORY_PAGE_FAULTS, 0));

    Entity rated = tick(node(1060, CPU_USAGE, 0).value(MEMORY_PAGE_FAULTS, 30));

    assertThat(rated.values)
        .containsEntry(MEMORY_PAGE_FAULTS_RATE, 0.5)
        .doesNotContainKey(CPU_USAGE_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_growthPastLong_isNone(RateRules rules) {
    use(rules);
    tick(node(1000, MEMORY_PAGE_FAULTS, -2));

    assertThat(tick(node(1060, MEMORY_PAGE_FAULTS, Long.MAX_VALUE)).values)
        .doesNotContainKey(MEMORY_PAGE_FAULTS_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_entityRestarted_isNoneThenResumes(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 0));
    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND).start(START + 2 * SECOND)).values)
        .doesNotContainKey(CPU_USAGE_RATE);

    assertThat(tick(node(1120, CPU_USAGE, 120 * SECOND).start(START + 2 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
  }

  @Test
  void rate_startMovedByLessThanASecond_isTheSameStartByDefaultOnly() {
    tick(node(1000, CPU_USAGE, 0));
    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND).start(START - SECOND + 1)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
    assertThat(tick(node(1120, CPU_USAGE, 120 * SECOND).start(START + 1)).values)
        .doesNotContainKey(CPU_USAGE_RATE);

    use(RateRules.HEAPSTER);
    tick(node(1000, CPU_USAGE, 0));
    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND).start(START + 1)).values)
        .doesNotContainKey(CPU_USAGE_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_startMissingOnBothSides_isComputed(RateRules rules) {
    use(rules);
    tick(new Entity().sample(1000 * SECOND).value(CPU_USAGE, 0));

    assertThat(tick(new Entity().sample(1060 * SECOND).value(CPU_USAGE, 60 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
  }

  @Test
  void rate_startMissingOnOneSide_isNoneInHeapster() {
    use(RateRules.HEAPSTER);
    tick(new Entity().sample(1000 * SECOND).value(CPU_USAGE, 0));

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
    assertThat(tick(new Entity().sample(1120 * SECOND).value(CPU_USAGE, 120 * SECOND)).values)
        .doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_startMissingOnOneSide_isComputedByDefaultUnlessTheCounterFell() {
    tick(new Entity().sample(1000 * SECOND).value(CPU_USAGE, 0));

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
    assertThat(tick(new Entity().sample(1120 * SECOND).value(CPU_USAGE, 90 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 500L);
    assertThat(tick(node(1180, CPU_USAGE, 80 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_sampleTimeMissing_isNone(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 0));
    assertThat(tick(new Entity().start(START).value(CPU_USAGE, SECOND)).values)
        .doesNotContainKey(CPU_USAGE_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_sampleTimeWentBack_isNone(RateRules rules) {
    use(rules);
    tick(node(1000, CPU_USAGE, 0));

    assertThat(tick(node(999, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_repeatedSample_keepsTheLastRateByDefault() {
    tick(node(1000, CPU_USAGE, 0));
    tick(node(1060, CPU_USAGE, 60 * SECOND));

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
    assertThat(tick(node(1180, CPU_USAGE, 120 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 500L);
  }

  @Test
  void rate_sampleRepeatedForEver_isNoneAfterThreeRepeats() {
    Metric rx = LabeledMetrics.INTERFACE_RX;
    Labels eth1 = Labels.of("interface", "eth1");
    tick(node(1000, CPU_USAGE, 0).device(eth1, rx, 0L));
    tick(node(1060, CPU_USAGE, 60 * SECOND).device(eth1, rx, 60L));

    for (int repeat = 1; repeat <= 6; repeat++) {
      Entity rated = tick(node(1060, CPU_USAGE, 60 * SECOND).device(eth1, rx, 60L));
      boolean kept = repeat <= 3;
      assertThat(rated.values.containsKey(CPU_USAGE_RATE)).as("repeat %d", repeat).isEqualTo(kept);
      assertThat(rated.devices.get(eth1).containsKey(LabeledMetrics.INTERFACE_RX_RATE))
          .as("repeat %d", repeat)
          .isEqualTo(kept);
    }
    assertThat(tick(node(1660, CPU_USAGE, 120 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 100L);
  }

  @Test
  void rate_sampleRepeatedEverySecondTick_isNoneAfterThreeRepeats() {
    tick(node(1000, CPU_USAGE, 0));
    tick(node(1060, CPU_USAGE, 60 * SECOND));
    for (int repeat = 1; repeat <= 3; repeat++) {
      emptyTick();
      assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values)
          .containsEntry(CPU_USAGE_RATE, 1000L);
    }
    emptyTick();

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_repeatedFirstSample_isNone() {
    tick(node(1000, CPU_USAGE, 0));

    assertThat(tick(node(1000, CPU_USAGE, 0)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_repeatedSample_isNoneInHeapster() {
    use(RateRules.HEAPSTER);
    tick(node(1000, CPU_USAGE, 0));
    tick(node(1060, CPU_USAGE, 60 * SECOND));

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_entityMissedOneBatch_spansTheGapByDefault() {
    tick(node(1000, CPU_USAGE, 0));
    emptyTick();

    assertThat(tick(node(1120, CPU_USAGE, 60 * SECOND)).values).containsEntry(CPU_USAGE_RATE, 500L);
  }

  @Test
  void process_clockSetBackInHeapster_isToldOncePerChange() {
    var log = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger(RateCalculator.class);
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    use(RateRules.HEAPSTER);
    tick = 2;
    emptyTick();
    tick = 0;

    emptyTick();
    emptyTick();
    emptyTick();
    emptyTick();

    logger.detachAppender(log);
    logger.setLevel(null);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "batch of 2026-03-01T12:00:00Z is not newer than that of 2026-03-01T12:02:00Z: no rates"
                + " until one is",
            "batch of 2026-03-01T12:03:00Z is newer again: rates go on");
  }

  @Test
  void rate_entityMissedOneBatch_isNoneInHeapster() {
    use(RateRules.HEAPSTER);
    tick(node(1000, CPU_USAGE, 0));
    emptyTick();

    assertThat(tick(node(1120, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_entityMissedTwoBatches_isNone() {
    tick(node(1000, CPU_USAGE, 0));
    emptyTick();
    emptyTick();

    assertThat(tick(node(1180, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_olderBatchPastTwoResolutions_isNotLookedAt() {
    tick(node(1000, CPU_USAGE, 0));
    emptyTick();
    tick++;

    assertThat(tick(node(1180, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_batchBeforeIsOld_isNoneByDefaultThenResumes() {
    tick(node(1000, CPU_USAGE, 0));
    tick += 4;

    assertThat(tick(node(1300, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
    assertThat(tick(node(1360, CPU_USAGE, 120 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);
  }

  @Test
  void rate_batchBeforeIsOld_isComputedInHeapster() {
    use(RateRules.HEAPSTER);
    tick(node(1000, CPU_USAGE, 0));
    tick += 4;

    assertThat(tick(node(1300, CPU_USAGE, 60 * SECOND)).values).containsEntry(CPU_USAGE_RATE, 200L);
  }

  @Test
  void rate_tickRanLate_isComputedWithinHalfAResolution() {
    Duration late = Duration.ofSeconds(150);
    process(BEGIN, node(1000, CPU_USAGE, 0));
    assertThat(process(BEGIN.plus(late), node(1150, CPU_USAGE, 150 * SECOND)).values)
        .containsEntry(CPU_USAGE_RATE, 1000L);

    Instant tooLate = BEGIN.plus(late).plus(late).plusNanos(1);
    assertThat(process(tooLate, node(1300, CPU_USAGE, 300 * SECOND)).values)
        .doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_oneCounterMissedOneBatch_spansItsOwnGap() {
    tick(node(1000, CPU_USAGE, 0).value(MEMORY_PAGE_FAULTS, 0));
    tick(node(1060, CPU_USAGE, 60 * SECOND));

    Entity rated = tick(node(1120, CPU_USAGE, 90 * SECOND).value(MEMORY_PAGE_FAULTS, 240));

    assertThat(rated.values)
        .containsEntry(CPU_USAGE_RATE, 500L)
        .containsEntry(MEMORY_PAGE_FAULTS_RATE, 2.0);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void rate_counterNotThere_isAbsentNotZero(RateRules rules) {
    use(rules);
    tick(node(1000));

    assertThat(tick(node(1060, CPU_USAGE, 60 * SECOND)).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @Test
  void rate_rowsMoved_areFoundByKey() {
    var before = new Picture();
    before.node("a").start(START).sample(1000 * SECOND).value(CPU_USAGE, 0);
    before.node("gone").start(START).sample(1000 * SECOND).value(CPU_USAGE, 0);
    before.node("b").start(START).sample(1000 * SECOND).value(CPU_USAGE, 60 * SECOND);
    process(before);
    var now = new Picture();
    now.node("new").start(START).sample(1060 * SECOND).value(CPU_USAGE, 60 * SECOND);
    now.node("b").start(START).sample(1060 * SECOND).value(CPU_USAGE, 90 * SECOND);
    now.node("a").start(START).sample(1060 * SECOND).value(CPU_USAGE, 60 * SECOND);

    Picture rated = process(now);

    assertThat(rated.get(new EntityKey.Node("a")).values).containsEntry(CPU_USAGE_RATE, 1000L);
    assertThat(rated.get(new EntityKey.Node("b")).values).containsEntry(CPU_USAGE_RATE, 500L);
    assertThat(rated.get(new EntityKey.Node("new")).values).doesNotContainKey(CPU_USAGE_RATE);
  }

  @ParameterizedTest
  @EnumSource(RateRules.class)
  void labeledRate_devicesInOtherOrder_areMatchedByTheirLabels(RateRules rules) {
    use(rules);
    Metric read = LabeledMetrics.DISK_IO_READ_BYTES;
    Labels sda = Labels.of("resource_id", "sda");
    Labels sdb = Labels.of("resource_id", "sdb");
    Labels sdc = Labels.of("resource_id", "sdc");
    tick(node(1000).device(sda, read, 0L).device(sdb, read, 6000L));

    Entity rated =
        tick(node(1060).device(sdc, read, 1L).device(sdb, read, 12_000L).device(sda, read, 600L));

    Metric rate = LabeledMetrics.DISK_IO_READ_BYTES_RATE;
    assertThat(rated.devices.get(sda)).containsEntry(rate, 10.0);
    assertThat(rated.devices.get(sdb)).containsEntry(rate, 100.0);
    assertThat(rated.devices.get(sdc)).doesNotContainKey(rate);
  }

  @Test
  void labeledRate_deviceMissedOneBatch_spansTheGapByDefault() {
    Metric rx = LabeledMetrics.INTERFACE_RX;
    Labels eth1 = Labels.of("interface", "eth1");
    tick(node(1000).device(eth1, rx, 0L));
    tick(node(1060).device(Labels.of("interface", "lo"), rx, 5L));

    assertThat(tick(node(1120).device(eth1, rx, 120L)).devices.get(eth1))
        .containsEntry(LabeledMetrics.INTERFACE_RX_RATE, 1.0);
  }
}
