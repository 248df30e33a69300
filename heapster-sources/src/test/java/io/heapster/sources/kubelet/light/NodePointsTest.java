package io.heapster.sources.kubelet.light;

import static io.heapster.sources.kubelet.light.PointsBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.ContainerUsage;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.PodUsage;
import io.heapster.sources.kubelet.sample.GoldenFiles;
import io.heapster.sources.kubelet.sample.NodeNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What stays when scrapes, containers or samples are missing; resolution 15 s. */
final class NodePointsTest {
  private static final Duration SCRAPE = Duration.ofSeconds(15);

  private final PointsBench bench = new PointsBench(SCRAPE);

  private static Exposition text() {
    return new Exposition();
  }

  private List<String> containers() {
    return bench.servedPod().containers().stream().map(ContainerUsage::name).toList();
  }

  @Test
  void pod_nodeMissesAScrape_keepsItsValuesUntilTheNext() throws Exception {
    bench.take(text().container("c", 100, 10, 1));
    bench.pass(SCRAPE);
    bench.take(text().container("c", 115, 25, 1));
    PodUsage last = bench.servedPod();
    bench.pass(SCRAPE.multipliedBy(2));
    assertThat(bench.pod()).isEqualTo(last);
    bench.take(text().container("c", 145, 40, 1));
    assertThat(bench.servedPod().windowNanos()).isEqualTo(30 * SECOND);
    assertThat(bench.servedPod().containers().getFirst().cpuNanocores()).isEqualTo(SECOND / 2);
  }

  @Test
  void pod_nodeSilentForLong_isNotServedAndBeginsAnew() throws Exception {
    bench.take(text().container("c", 100, 10, 1));
    bench.take(text().container("c", 115, 25, 1));
    bench.pass(Duration.ofMinutes(10));
    assertThat(bench.pod()).isInstanceOf(NoUsage.class);
    bench.take(text().container("c", 715, 40, 1));
    // No average over ten minutes: an autoscaler would take it for the present.
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
    bench.take(text().container("c", 730, 55, 1));
    assertThat(bench.servedPod().windowNanos()).isEqualTo(15 * SECOND);
  }

  @Test
  void pod_oneContainerMissing_keepsItsLastValuesThenGoesWithoutIt() throws Exception {
    bench.take(text().container("a", 1, 100, 10, 1).container("b", 1, 100, 10, 1));
    bench.take(text().container("a", 1, 115, 25, 1).container("b", 1, 116, 25, 1));
    bench.pass(SCRAPE);
    bench.take(text().container("a", 1, 130, 40, 2));
    assertThat(containers()).containsExactly("a", "b");
    assertThat(bench.servedPod().timestampNanos()).isEqualTo(116 * SECOND);
    assertThat(bench.servedPod().windowNanos()).isEqualTo(16 * SECOND);

    bench.pass(bench.settings().hold());
    bench.take(text().container("a", 1, 145, 55, 2));
    assertThat(containers()).containsExactly("a");
  }

  @Test
  void pod_missingContainerComesBack_goesOn() throws Exception {
    bench.take(text().container("a", 1, 100, 10, 1).container("b", 1, 100, 10, 1));
    bench.take(text().container("a", 1, 115, 25, 1).container("b", 1, 115, 25, 1));
    bench.take(text().container("a", 1, 130, 40, 1));
    bench.take(text().container("a", 1, 145, 55, 1).container("b", 1, 145, 55, 1));
    assertThat(bench.servedPod().timestampNanos()).isEqualTo(145 * SECOND);
    assertThat(bench.servedPod().containers().getLast().cpuNanocores()).isEqualTo(SECOND);
  }

  @Test
  void pod_containerWithoutItsSeries_keepsItsValuesThenIsNotServed() throws Exception {
    bench.take(text().container("a", 1, 100, 10, 1).container("b", 1, 100, 10, 1));
    bench.take(text().container("a", 1, 115, 25, 1).container("b", 1, 115, 25, 1));
    bench.pass(bench.settings().hold());
    bench.take(text().container("a", 1, 130, 40, 1).start("b", 1));
    assertThat(containers()).containsExactly("a", "b");
    bench.pass(Duration.ofNanos(1));
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.INCOMPLETE);
    assertThat(bench.absentPod().detail()).startsWith("container b:");
  }

  @Test
  void pod_incomplete_costsOthersNothing() throws Exception {
    String other = "{container=\"c\",namespace=\"ns\",pod=\"q\"}";
    for (int at = 100; at <= 115; at += 15) {
      bench.take(
          text()
              .start("a", 1)
              .line("container_cpu_usage_seconds_total" + other + " 5 " + at + "000")
              .line("container_memory_working_set_bytes" + other + " 5 " + at + "000"));
    }
    assertThat(bench.pod()).isInstanceOf(NoUsage.class);
    assertThat(bench.points().pod(new EntityKey.Pod("ns", "q"), bench.now()))
        .isInstanceOf(PodUsage.class);
  }

  @Test
  void pod_restartedAndTooYoung_keepsItsLastValues() throws Exception {
    bench.take(text().container("c", 1, 100, 10, 4));
    bench.take(text().container("c", 1, 115, 25, 4));
    bench.take(text().container("c", 125, 130, 1, 5));
    assertThat(bench.servedPod().timestampNanos()).isEqualTo(115 * SECOND);
    bench.take(text().container("c", 125, 145, 16, 5));
    assertThat(bench.servedPod().timestampNanos()).isEqualTo(145 * SECOND);
    assertThat(bench.servedPod().containers())
        .containsExactly(new ContainerUsage("c", SECOND, 5 << 20, ContainerUsage.ABSENT));
  }

  @Test
  void pod_crashLoop_isNotServedForeverWithOldValues() throws Exception {
    bench.take(text().container("c", 1, 100, 10, 4));
    bench.take(text().container("c", 1, 115, 25, 4));
    for (int at = 130; at < 200; at += 15) {
      bench.pass(SCRAPE);
      bench.take(text().container("c", at - 5, at, 1, 5));
    }
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void pod_replacedByOneOfTheSameName_losesTheOldContainers() throws Exception {
    bench.take(text().container("a", 1, 100, 10, 1).container("b", 1, 100, 10, 1));
    bench.take(text().container("a", 1, 115, 25, 1).container("b", 1, 115, 25, 1));
    bench.take(text().container("c", 120, 132, 6, 1));
    assertThat(containers()).containsExactly("c");
    assertThat(bench.servedPod().windowNanos()).isEqualTo(12 * SECOND);
  }

  @Test
  void pod_sampleRepeatedForLong_staysWithItsTime() throws Exception {
    bench.take(text().container("c", 100, 10, 1));
    bench.take(text().container("c", 115, 25, 1));
    PodUsage last = bench.servedPod();
    for (int scrape = 0; scrape < 10; scrape++) {
      bench.pass(SCRAPE);
      bench.take(text().container("c", 115, 25, 1));
    }
    assertThat(bench.pod()).isEqualTo(last);
  }

  @Test
  void pod_restartedWithOneSampleForLong_isNotServedForeverWithOldValues() throws Exception {
    bench.take(text().container("c", 1, 100, 10, 4));
    bench.take(text().container("c", 1, 115, 25, 4));
    for (int scrape = 0; scrape < 5; scrape++) {
      bench.pass(SCRAPE);
      bench.take(text().container("c", 125, 130, 1, 5));
    }
    assertThat(bench.absentPod().cause()).isEqualTo(NoUsage.Cause.ONE_SAMPLE);
  }

  @Test
  void pods_listedInAnotherOrder_keepTheirOwnValues() throws Exception {
    String pods =
        "pod_swap_usage_bytes{namespace=\"ns\",pod=\"p\"} 0\n"
            + "pod_swap_usage_bytes{namespace=\"ns\",pod=\"q\"} 0";
    String other = "{container=\"c\",namespace=\"ns\",pod=\"q\"}";
    String cpu = "container_cpu_usage_seconds_total" + other;
    String memory = "container_memory_working_set_bytes" + other + " 7 100000";
    bench.take(
        text().line(pods).container("c", 100, 10, 1).line(cpu + " 1000 100000").line(memory));
    bench.take(
        text().line(pods).line(cpu + " 1030 115000").line(memory).container("c", 115, 25, 1));
    assertThat(bench.servedPod().containers().getFirst().cpuNanocores()).isEqualTo(SECOND);
    var second = (PodUsage) bench.points().pod(new EntityKey.Pod("ns", "q"), bench.now());
    assertThat(second.containers().getFirst().cpuNanocores()).isEqualTo(2 * SECOND);
  }

  @Test
  void node_clockSetBack_isFollowedWhenTheOldValuesAreGone() throws Exception {
    bench.take(text().node(1_000, 10, 1));
    bench.take(text().node(1_015, 25, 1));
    for (int at = 400; at <= 460; at += 15) {
      bench.pass(SCRAPE);
      bench.take(text().node(at, at, 1));
    }
    assertThat(bench.servedNode().timestampNanos()).isEqualTo(460 * SECOND);
    assertThat(bench.servedNode().windowNanos()).isEqualTo(15 * SECOND);
  }

  @Test
  void pod_swap_isToldWhereTheKubeletDoes() throws Exception {
    bench.take(text().container("c", 100, 10, 1).swap("c", 100, 3));
    bench.take(text().container("c", 115, 10, 1).swap("c", 115, 3));
    assertThat(bench.servedPod().containers().getFirst().swapBytes()).isEqualTo(3 << 20);
    bench.take(text().container("c", 130, 10, 1));
    assertThat(bench.servedPod().containers().getFirst().swapBytes())
        .isEqualTo(ContainerUsage.ABSENT);
  }

  @Test
  void recordedKubelet_fiveAnswers_serveItsPodsAndNode() throws Exception {
    var points = new NodePoints("real", LightSettings.of(Duration.ofSeconds(60)));
    var names = new NodeNames();
    var readings = new Readings();
    long now = 0;
    for (Path file : GoldenFiles.named("resource.txt")) {
      byte[] body = GoldenFiles.bytes(file);
      readings.read(body, body.length, names, 0);
      points.commit(readings, now += 60 * SECOND);
    }
    var web = (PodUsage) points.pod(new EntityKey.Pod("shop", "web-6df8dbcc4f-2s2xw"), now);
    assertThat(web.containers()).extracting(ContainerUsage::name).containsExactly("app", "sidecar");
    assertThat(web.windowNanos()).isBetween(20 * SECOND, 100 * SECOND);
    assertThat(points.isNodeServed(now)).isTrue();
    var host = (PodUsage) points.pod(new EntityKey.Pod("batch", "host"), now);
    assertThat(host.windowNanos()).isEqualTo(60_575_000_000L);
    assertThat(host.containers())
        .containsExactly(new ContainerUsage("c", 150_634, 442_368, ContainerUsage.ABSENT));
  }

  /** Both containers always have the same figures: a reader that sees two answers would differ. */
  @Test
  void read_whileAnswersCome_neverMixesTwo() throws Exception {
    var stop = new AtomicBoolean();
    bench.take(text().container("a", 15, 0, 1).container("b", 15, 0, 1));
    bench.take(text().container("a", 30, 1, 2).container("b", 30, 1, 2));
    Callable<Integer> reader =
        () -> {
          int reads = 0;
          for (; !stop.get() || reads == 0; reads++) {
            PodUsage pod = (PodUsage) bench.points().pod(PointsBench.POD, bench.now());
            ContainerUsage first = pod.containers().getFirst();
            ContainerUsage second = pod.containers().getLast();
            assertThat(second.memoryBytes()).isEqualTo(first.memoryBytes());
            assertThat(second.cpuNanocores()).isEqualTo(first.cpuNanocores());
            assertThat(pod.timestampNanos() / (15 * SECOND)).isEqualTo(first.memoryBytes() >> 20);
          }
          return reads;
        };
    try (var threads = Executors.newFixedThreadPool(1)) {
      Future<Integer> read = threads.submit(reader);
      double used = 1;
      for (int answer = 3; answer < 20_000; answer++) {
        used += answer;
        bench.take(
            text()
                .container("a", 15 * answer, used, answer)
                .container("b", 15 * answer, used, answer));
      }
      stop.set(true);
      assertThat(read.get()).isPositive();
    }
  }
}
