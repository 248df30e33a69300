package io.heapster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTest {

  private static Command parse(String line) {
    return Command.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void parse_commands_keepTheirFlags() {
    assertThat(parse("")).isEqualTo(new Command.Run(List.of()));
    assertThat(parse("--v=4 x")).isEqualTo(new Command.Run(List.of("--v=4", "x")));
    assertThat(parse("run --v=4")).isEqualTo(new Command.Run(List.of("--v=4")));
    assertThat(parse("check-config --a")).isEqualTo(new Command.CheckConfig(List.of("--a")));
    assertThat(parse("simulate --nodes 3"))
        .isEqualTo(new Command.Simulate(List.of("--nodes", "3")));
    assertThat(parse("journal ls --data-dir=x"))
        .isEqualTo(new Command.Journal(List.of("ls", "--data-dir=x")));
    assertThat(parse("demo")).isEqualTo(new Command.Demo(List.of()));
    assertThat(parse("train --port=0")).isEqualTo(new Command.Train(List.of("--port=0")));
  }

  @Test
  void parse_helpAndVersion_areFoundAnywhere() {
    assertThat(parse("help")).isEqualTo(new Command.Help(Command.Topic.DAEMON));
    assertThat(parse("--source=x --help")).isEqualTo(new Command.Help(Command.Topic.DAEMON));
    assertThat(parse("demo -h")).isEqualTo(new Command.Help(Command.Topic.SIMULATOR));
    assertThat(parse("journal drop -h")).isEqualTo(new Command.Help(Command.Topic.JOURNAL));
    assertThat(parse("help simulate")).isEqualTo(new Command.Help(Command.Topic.SIMULATOR));
    assertThat(parse("--version")).isEqualTo(new Command.ShowVersion());
  }

  @Test
  void parse_unknown_namesTheNearest() {
    assertThat(parse("chek-config"))
        .isEqualTo(new Command.Unknown("chek-config", ", did you mean \"check-config\"?"));
  }
}
