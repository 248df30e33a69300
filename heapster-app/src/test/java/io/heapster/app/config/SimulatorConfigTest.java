package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sources.simulated.world.NodeFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulatorConfigTest {
  private static final String FAULT_RULE =
      "expected <fault>=<0 to 1>; faults are dead, slow, hanging, cut-off, malformed,"
          + " unauthorised, old, summary-failing, no-resource-metrics, bad-line";

  private static SimulatorConfig.Loaded load(String... flags) {
    return SimulatorConfig.load(List.of(flags));
  }

  @Test
  void load_nothing_givesTheDemoWorld() {
    SimulatorConfig.Loaded loaded = load();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.config().world()).isEqualTo(SimulatorConfig.World.DEMO);
    assertThat(loaded.config().size()).isEqualTo(new SimulatorConfig.Size(0, 0, 0));
    assertThat(loaded.config().faultShares()).isEmpty();
    assertThat(loaded.config().cpuSwing()).isZero();
    assertThat(loaded.config().ports()).isEqualTo(new SimulatorConfig.Ports(10255, -1, 8001));
  }

  @Test
  void load_everything_isMapped() {
    SimulatorConfig.Loaded loaded =
        load(
            "--shape=tiny",
            "--nodes=7",
            "--pods",
            "8",
            "--containers=3",
            "--psi",
            "--cpu-swing=25",
            "--seed=42",
            "--sample-interval=10s",
            "--faults=dead=0.05,cut-off=0.1",
            "--pod-lifetime=5m",
            "--port=0",
            "--api-port=0");

    assertThat(loaded.problems()).isEmpty();
    SimulatorConfig config = loaded.config();
    assertThat(config.size()).isEqualTo(new SimulatorConfig.Size(7, 8, 3));
    assertThat(config.psi()).isTrue();
    assertThat(config.cpuSwing()).isEqualTo(25);
    assertThat(config.seed()).isEqualTo(42);
    assertThat(config.sampleInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.faultShares())
        .isEqualTo(Map.of(NodeFault.DEAD, 0.05, NodeFault.CUT_OFF, 0.1));
    assertThat(config.podLifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.ports()).isEqualTo(new SimulatorConfig.Ports(0, -1, 0));
  }

  @Test
  void load_mistakes_areToldAtOnce() {
    assertThat(load("--shape=huge", "--nodes=70000", "--faults=dead=2,slow", "--pots=1").problems())
        .containsExactly(
            "unknown flag --pots, did you mean --pods?",
            "--shape: \"huge\": expected one of tiny, demo, large, maximum",
            "--nodes: \"70000\": expected a whole number from 0 to 64000",
            "--faults: \"dead=2\": " + FAULT_RULE,
            "--faults: \"slow\": " + FAULT_RULE);
  }

  @Test
  void load_sharesOverOne_areRefused() {
    assertThat(load("--faults=dead=0.6,slow=0.6").problems())
        .singleElement()
        .asString()
        .contains("add up to more than 1");
  }
}
