package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.model.EntityKey;
import io.heapster.core.usage.NoUsage;
import io.heapster.core.usage.NodeAnswer;
import io.heapster.core.usage.PodAnswer;
import io.heapster.core.usage.UsageCoverage;
import io.heapster.core.usage.UsageStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FirstServingTest {
  private static final NoUsage NOTHING = new NoUsage(NoUsage.Cause.FAILING, "down");

  /** Serves a number of nodes. */
  private static final class Counted implements UsageStore {
    private int served;
    private int fullLane;
    private int counts;

    @Override
    public NodeAnswer node(String name) {
      return NOTHING;
    }

    @Override
    public PodAnswer pod(EntityKey.Pod key, String node) {
      return NOTHING;
    }

    @Override
    public UsageCoverage coverage() {
      counts++;
      var failure = new UsageCoverage.Failure("unreachable", 3 - served, "n1 is down");
      return new UsageCoverage(3, served, 0, fullLane, List.of(failure));
    }
  }

  private final Counted usage = new Counted();
  private final FirstServing ready = new FirstServing(usage);

  @Test
  void get_nothingServedYet_saysWhy() {
    assertThat(ready.get()).hasValueSatisfying(why -> assertThat(why).contains("n1 is down"));
  }

  @Test
  void get_allKubeletsFailLater_staysReadyAndCountsNoMore() {
    usage.served = 1;
    assertThat(ready.get()).isEmpty();

    usage.served = 0;
    assertThat(ready.get()).isEmpty();
    assertThat(usage.counts).isEqualTo(1);
  }

  @Test
  void get_fullLaneOnly_isReady() {
    usage.fullLane = 1;
    assertThat(ready.get()).isEmpty();
  }
}
