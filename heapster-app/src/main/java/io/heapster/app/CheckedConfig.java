package io.heapster.app;

import io.heapster.app.config.ConfigLoader;
import io.heapster.app.config.HeapsterConfig;
import java.util.List;
import java.util.Map;

/**
 * A configuration read and checked down to the options of sources and sinks.
 *
 * @param effective as YAML, secrets masked
 * @param problems with any of them it must not be run
 */
record CheckedConfig(
    HeapsterConfig config, String effective, List<String> problems, List<String> warnings) {

  static CheckedConfig load(List<String> flags, Map<String, String> environment) {
    ConfigLoader.Loaded loaded = new ConfigLoader(environment).load(flags);
    var findings = new Findings();
    findings.problems(loaded.problems());
    findings.warnings(loaded.warnings());
    Parts.read(loaded.config(), findings);
    findings.problems(MetricsApiParts.problems(loaded.config().metricsApis()));
    return new CheckedConfig(
        loaded.config(), loaded.effective(), findings.problems(), findings.warnings());
  }
}
