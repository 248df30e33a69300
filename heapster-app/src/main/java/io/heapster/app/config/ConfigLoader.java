package io.heapster.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the daemon's configuration: flags over environment over file. Nothing is changed by
 * reading.
 */
public final class ConfigLoader {
  private final Map<String, String> environment;

  public ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * A configuration and what is wrong with it.
   *
   * @param config has defaults where a value was wrong; not to be run while there are problems
   * @param effective as YAML, secrets masked
   */
  public record Loaded(
      HeapsterConfig config, String effective, List<String> problems, List<String> warnings) {}

  public Loaded load(List<String> flags) {
    return load(new Layer(Place.DEFAULT), new FlagReader(DaemonSettings.all()).read(flags));
  }

  /**
   * @param defaults weaker than the file
   */
  Loaded load(Layer defaults, Layer line) {
    Layer variables = new EnvironmentReader(DaemonSettings.all()).read(environment);
    var layers = new ArrayList<Layer>(List.of(defaults));
    file(variables, line).ifPresent(layers::add);
    layers.add(variables);
    layers.add(line);
    var settings = new Settings(layers);
    RetiredSettings.warnings(retired(line)).forEach(settings::warning);
    HeapsterConfig config =
        HeapsterConfig.read(settings, name -> environment.getOrDefault(name, ""));
    return new Loaded(
        config, EffectiveConfig.yaml(settings), settings.problems(), settings.warnings());
  }

  private static Optional<Layer> file(Layer variables, Layer line) {
    String name = new Settings(List.of(variables, line)).text(DaemonSettings.CONFIG);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new FileReader(DaemonSettings.all()).read(Path.of(name)));
  }

  private static List<Setting> retired(Layer line) {
    return line.given().stream()
        .map(Given::setting)
        .filter(setting -> setting.group() == SettingGroup.RETIRED)
        .toList();
  }
}
