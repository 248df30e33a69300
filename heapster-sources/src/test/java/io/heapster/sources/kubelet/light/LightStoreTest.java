package io.heapster.sources.kubelet.light;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import io.heapster.core.time.TimeSource;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeUsage;
import io.heapster.core.usage.PodUsage;
import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LightStoreTest {
  private static final EntityKey.Pod POD = new EntityKey.Pod("ns", "p");

  private final LightStore store =
      new LightStore(LightSettings.of(Duration.ofSeconds(60)), TimeSource.system());

  private void take(String node, Exposition text) throws MalformedAnswerException {
    byte[] body = text.bytes();
    var readings = new Readings();
    readings.read(body, body.length, new NodeNames(), 0);
    store.open(node).points().commit(readings, TimeSource.system().elapsedNanos());
    store.open(node).good();
  }

  @Test
  void coverage_nodesOnlyOrContainersOnly_isNotServing() throws Exception {
    take("n1", new Exposition().node(10, 10, 1));
    take("n1", new Exposition().node(20, 20, 1));
    assertThat(store.coverage().servedNodes()).isEqualTo(1);
    assertThat(store.coverage().isServing()).isFalse();
    store.remove("n1");

    take("n2", new Exposition().container("c", 110, 1, 1));
    take("n2", new Exposition().container("c", 120, 2, 1));
    assertThat(store.coverage().servedContainers()).isEqualTo(1);
    assertThat(store.coverage().isServing()).isFalse();
  }

  @Test
  void recentCoverage_readTogether_isCountedOnceASecond() throws Exception {
    var clock = new AtomicLong();
    var recent = new RecentCoverage(store, new StoppedTime(clock));
    assertThat(recent.get().servedNodes()).isZero();
    take("n1", new Exposition().node(10, 10, 1));
    take("n1", new Exposition().node(20, 20, 1));

    clock.set(999_999_999);
    assertThat(recent.get().servedNodes()).isZero();
    clock.set(1_000_000_000);
    assertThat(recent.get().servedNodes()).isEqualTo(1);
  }

  /** Time as told. */
  private record StoppedTime(AtomicLong nanos) implements TimeSource {
    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long elapsedNanos() {
      return nanos.get();
    }

    @Override
    public void sleep(Duration howLong) {
      nanos.addAndGet(howLong.toNanos());
    }
  }

  @Test
  void coverage_nodesAndContainers_isServingFromTheSecondAnswerOn() throws Exception {
    take("n1", new Exposition().node(10, 10, 1).container("c", 110, 1, 1));
    assertThat(store.coverage().isServing()).isFalse();
    take("n1", new Exposition().node(20, 20, 1).container("c", 120, 2, 1));
    assertThat(store.coverage().isServing()).isTrue();
    assertThat(store.coverage().nodes()).isEqualTo(1);
    assertThat(store.coverage().failures()).isEmpty();
  }

  @Test
  void pod_ofTheSameNameOnTwoNodes_isThatOfTheNodeAskedFor() throws Exception {
    take("old", new Exposition().container("c", 110, 1, 1));
    take("old", new Exposition().container("c", 120, 2, 1));
    take("new", new Exposition().container("c", 200, 215, 3, 1));
    assertThat(((PodUsage) store.pod(POD, "new")).windowNanos())
        .isEqualTo(Duration.ofSeconds(15).toNanos());
    assertThat(((PodUsage) store.pod(POD, "old")).windowNanos())
        .isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void node_failingWithFreshValues_isServedStill() throws Exception {
    take("n1", new Exposition().node(10, 10, 1));
    var absence = new NoUsage(NoUsage.Cause.FAILING, "away");
    store.open("n1").health(new LightNode.Health("unreachable", absence));
    assertThat(store.node("n1")).isEqualTo(absence);
    assertThat(store.pod(POD, "n1")).isEqualTo(absence);
    take("n1", new Exposition().node(20, 20, 1));
    store.open("n1").health(new LightNode.Health("unreachable", absence));
    assertThat(store.node("n1")).isInstanceOf(NodeUsage.class);
    assertThat(store.coverage().failures()).hasSize(1);
  }

  @Test
  void node_notAskedOrUnknown_saysSo() {
    store.open("n1");
    assertThat(store.node("n1"))
        .isEqualTo(
            new NoUsage(NoUsage.Cause.NOT_ASKED_YET, "node n1: its kubelet has not answered yet"));
    assertThat(store.node("other"))
        .isEqualTo(new NoUsage(NoUsage.Cause.UNKNOWN_NODE, "no node other is known, or not yet"));
    assertThat(store.pod(POD, ""))
        .isEqualTo(new NoUsage(NoUsage.Cause.UNKNOWN_NODE, "the pod has no node"));
  }
}
