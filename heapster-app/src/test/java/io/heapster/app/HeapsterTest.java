package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeapsterTest {
  private static final String SOURCE =
      "--source=kubernetes.summary_api:http://127.0.0.1:1?inClusterConfig=false";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new Heapster(
            Map.of(),
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)))
        .run(List.of(arguments));
  }

  private List<String> errors() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void help_fitsTheDoor() {
    assertThat(run("--help")).isZero();

    assertThat(printed())
        .contains("heapster check-config", "--metric-resolution", "--logtostderr")
        .doesNotContain("--nodes");
    assertThat(printed().lines().count()).isLessThanOrEqualTo(80);
    assertThat(err.size()).isZero();
  }

  @Test
  void help_ofTheSimulator_listsItsFlagsOnly() {
    assertThat(run("simulate", "--help")).isZero();

    assertThat(printed()).contains("--nodes", "--faults").doesNotContain("--metric-resolution");
  }

  @Test
  void demo_mistakeInASink_isToldWithTheWarnings() {
    assertThat(run("demo", "--sink=logg", "--logtostderr")).isEqualTo(2);

    assertThat(errors())
        .anyMatch(line -> line.startsWith("warning: --logtostderr"))
        .anyMatch(line -> line.contains("sink \"logg\""));
  }

  @Test
  void version_printsVersionAndCommit() {
    assertThat(run("--version")).isZero();

    assertThat(printed()).matches("version: \\d\\S*\\Rcommit: \\S+\\R");
  }

  @Test
  void checkConfig_right_printsTheConfigurationInForce() {
    assertThat(run("check-config", SOURCE, "--metric_resolution=30s", "--sink=log")).isZero();

    assertThat(printed())
        .contains("metricResolution: 30s  # --metric_resolution", "logFormat: text  # default");
    assertThat(err.size()).isZero();
  }

  @Test
  void checkConfig_warnings_goToStandardError() {
    assertThat(run("check-config", SOURCE + "&apiVersion=v1", "--logtostderr")).isZero();

    assertThat(errors())
        .hasSize(2)
        .allMatch(line -> line.startsWith("warning: "))
        .anyMatch(line -> line.contains("apiVersion"));
  }

  @Test
  void checkConfig_threeMistakes_threeProblemsAndExitCodeTwo() {
    int code =
        run("check-config", SOURCE + "&kubletPort=10250", "--sink=logg", "--metric_resolution=1s");

    assertThat(code).isEqualTo(2);
    assertThat(errors().getFirst()).isEqualTo("heapster: 3 problems");
    assertThat(errors())
        .anyMatch(line -> line.contains("--metric_resolution: \"1s\""))
        .anyMatch(line -> line.contains("kubletPort") && line.contains("\"kubeletPort\""))
        .anyMatch(line -> line.contains("sink \"logg\"") && line.contains("\"log\""));
    assertThat(printed()).isEmpty();
  }

  @Test
  void checkConfig_malformedSinks_keepTheirSecrets() {
    int code =
        run(
            "check-config",
            SOURCE,
            "--sink=x:http://me:hu sh/ed@h",
            "--sink=x:http://h h?db=k8s&pw=hush",
            "--sink=x:http://h?token=hush%zz");

    assertThat(code).isEqualTo(2);
    assertThat(String.join("\n", errors()))
        .contains("//me:***@h", "db=k8s&pw=***", "token=***", "bad percent escape in \"token\"")
        .doesNotContain("hu");
  }

  @Test
  void run_mistake_doesNotStart() {
    assertThat(run("--source=kubernets:")).isEqualTo(2);

    assertThat(errors()).anyMatch(line -> line.contains("did you mean \"kubernetes\"?"));
  }

  @Test
  void run_storesTheWrongWayRound_isAProblem() {
    assertThat(run("check-config", SOURCE, "--short-store=20m")).isEqualTo(2);

    assertThat(errors()).anyMatch(line -> line.contains("expected at least the short store's 20m"));
  }

  @Test
  void simulate_mistake_doesNotStart() {
    assertThat(run("simulate", "--faults=ded=0.1")).isEqualTo(2);
  }

  @Test
  void unknownCommand_namesTheNearest() {
    assertThat(run("dmo")).isEqualTo(2);

    assertThat(errors()).contains("  unknown command dmo, did you mean \"demo\"?");
  }
}
