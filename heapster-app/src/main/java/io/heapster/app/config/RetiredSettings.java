package io.heapster.app.config;

import java.util.ArrayList;
import java.util.List;

/** Heapster's flags that are accepted without effect, and why where it matters. */
final class RetiredSettings {
  static final Setting MAX_PROCS =
      Setting.retired("max-procs", SettingType.NUMBER)
          .note(
              "the JVM counts the CPUs itself; -XX:ActiveProcessorCount=<n> in JAVA_TOOL_OPTIONS (image)"
                  + " or HEAPSTER_JAVA_OPTS (bin/heapster) tells it another number");
  static final Setting API_SERVER =
      Setting.retired("api-server", SettingType.FLAG)
          .note("the aggregated API server is always there: see --secure-port");

  /** Of the logging library and the API server library that Heapster was linked with. */
  static final List<Setting> ALL =
      List.of(
          MAX_PROCS,
          API_SERVER,
          Setting.retired("logtostderr", SettingType.FLAG),
          Setting.retired("alsologtostderr", SettingType.FLAG),
          Setting.retired("v", SettingType.TEXT),
          Setting.retired("vmodule", SettingType.TEXT),
          Setting.retired("stderrthreshold", SettingType.TEXT),
          Setting.retired("log-dir", SettingType.TEXT),
          Setting.retired("log-backtrace-at", SettingType.TEXT),
          Setting.retired("log-flush-frequency", SettingType.TEXT),
          Setting.retired("tls-ca-file", SettingType.TEXT),
          Setting.retired("tls-sni-cert-key", SettingType.LIST),
          Setting.retired("profiling", SettingType.FLAG),
          Setting.retired("contention-profiling", SettingType.FLAG),
          Setting.retired("enable-swagger-ui", SettingType.FLAG));

  private RetiredSettings() {}

  /** Those with a reason get a line each, the others share one. */
  static List<String> warnings(List<Setting> given) {
    var warnings = new ArrayList<String>();
    var silent = new ArrayList<String>();
    for (Setting setting : given) {
      if (setting.note().isEmpty()) {
        silent.add("--" + setting.flag());
      } else {
        warnings.add("--" + setting.flag() + " is ignored: " + setting.note());
      }
    }
    if (!silent.isEmpty()) {
      warnings.add(String.join(", ", silent) + ": accepted for old command lines, without effect");
    }
    return warnings;
  }
}
