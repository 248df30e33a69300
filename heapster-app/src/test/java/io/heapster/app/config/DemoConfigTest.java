package io.heapster.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DemoConfigTest {

  private static DemoConfig.Loaded load(String... flags) {
    return DemoConfig.load(List.of(flags), Map.of());
  }

  @Test
  void load_nothing_isQuickAndLocal() {
    DemoConfig.Loaded loaded = load();

    assertThat(loaded.problems()).isEmpty();
    DemoConfig config = loaded.config();
    assertThat(config.daemon().pipeline().metricResolution()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.daemon().api().listenIp()).isEqualTo("127.0.0.1");
    assertThat(config.daemon().api().port()).isEqualTo(8082);
    assertThat(config.portIsChosen()).isFalse();
    assertThat(config.cluster().ports()).isEqualTo(new SimulatorConfig.Ports(0, -1, 0));
    assertThat(config.cluster().cpuSwing()).isPositive();
  }

  @Test
  void load_flagsOfBoth_reachTheirOwner() {
    DemoConfig config =
        load(
                "--nodes=3",
                "--psi",
                "--cpu-swing=0",
                "--metric_resolution=10s",
                "--heapster-port=9000")
            .config();

    assertThat(config.cluster().size().nodes()).isEqualTo(3);
    assertThat(config.cluster().psi()).isTrue();
    assertThat(config.cluster().cpuSwing()).isZero();
    assertThat(config.daemon().pipeline().metricResolution()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.portIsChosen()).isTrue();
  }

  @Test
  void load_port_isTheDaemons() {
    DemoConfig config = load("--port=9001").config();

    assertThat(config.daemon().api().port()).isEqualTo(9001);
    assertThat(config.portIsChosen()).isTrue();
  }

  @Test
  void load_mistakesOfBoth_areToldAtOnce() {
    assertThat(load("--nods=3", "--shape=x", "--compat=x").problems()).hasSize(3);
  }
}
