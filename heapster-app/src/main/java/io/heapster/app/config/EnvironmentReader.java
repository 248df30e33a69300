package io.heapster.app.config;

import io.heapster.core.config.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the variables named {@code HEAPSTER_...}. An empty one counts as not set. A name that is
 * nearly a setting's is a mistake; any other unknown one may belong to somebody else and is warned
 * about only.
 */
final class EnvironmentReader {
  private static final String PREFIX = "HEAPSTER_";

  /** What Kubernetes puts into each pod for a service whose name begins with heapster. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("HEAPSTER_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_[A-Z]+.*)?)");

  /** Read by bin/heapster. */
  static final Set<String> LAUNCHER =
      Set.of("HEAPSTER_JAVA_HOME", "HEAPSTER_JAVA_OPTS", "HEAPSTER_AOT");

  private final Map<String, Setting> byVariable = new LinkedHashMap<>();

  EnvironmentReader(Iterable<Setting> table) {
    for (Setting setting : table) {
      if (setting.group() != SettingGroup.RETIRED) {
        byVariable.put(setting.variable(), setting);
      }
    }
  }

  Layer read(Map<String, String> environment) {
    var layer = new Layer(Place.ENVIRONMENT);
    new TreeMap<>(environment)
        .tailMap(PREFIX)
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && !value.isEmpty()) {
            read(name, value, layer);
          }
        });
    return layer;
  }

  private void read(String name, String value, Layer layer) {
    Setting setting = byVariable.get(name);
    if (setting != null) {
      layer.add(setting, values(setting, value), name);
    } else if (!LAUNCHER.contains(name) && !SERVICE_LINK.matcher(name).matches()) {
      tellUnknown(name, layer);
    }
  }

  /** Component texts hold no blanks but may hold commas. */
  private static List<String> values(Setting setting, String value) {
    return setting.type() == SettingType.COMPONENT
        ? Stream.of(value.strip().split("\\s+")).toList()
        : List.of(value);
  }

  private void tellUnknown(String name, Layer layer) {
    Optional<String> near =
        NearestName.of(
            name.substring(PREFIX.length()),
            byVariable.keySet().stream().map(each -> each.substring(PREFIX.length())).toList());
    near.ifPresentOrElse(
        each ->
            layer.problem(
                "unknown environment variable " + name + ", did you mean " + PREFIX + each + "?"),
        () -> layer.warning("environment variable " + name + " is no setting, ignored"));
  }
}
