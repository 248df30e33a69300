package io.heapster.app.config;

import io.heapster.core.config.Durations;
import io.heapster.sources.kubelet.light.LightSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How Kubernetes' metrics APIs are served.
 *
 * @param port 0 when they are not, {@link #ANY_PORT} for any free one
 * @param resolution of {@code metrics.k8s.io}
 * @param customForwards other adapters, in the text of a {@code ForwardTarget}; asked in this order
 * @param externalForwards the same for external metrics
 * @param flags of the server, {@code --name=value}, those that are not as usual
 */
public record MetricsApiConfig(
    int port,
    Duration resolution,
    List<String> customForwards,
    List<String> externalForwards,
    List<String> flags) {
  /** Of programs that tell the port themselves; no flag says so. */
  public static final int ANY_PORT = -1;

  private static final String REVIEWS = "--authentication-kubeconfig=";
  private static final String HOST = "KUBERNETES_SERVICE_HOST";

  public MetricsApiConfig {
    customForwards = List.copyOf(customForwards);
    externalForwards = List.copyOf(externalForwards);
    flags = List.copyOf(flags);
  }

  static MetricsApiConfig read(Settings settings) {
    var flags = new ArrayList<String>();
    for (Setting setting : MetricsApiSettings.SERVER) {
      String value = value(settings, setting);
      if (!value.equals(setting.defaultText())) {
        flags.add("--" + setting.flag() + "=" + value);
      }
    }
    return new MetricsApiConfig(
        settings.number(MetricsApiSettings.SECURE_PORT, 0, 65535),
        settings.duration(MetricsApiSettings.RESOLUTION, LightSettings.LEAST_RESOLUTION),
        settings.given(MetricsApiSettings.CUSTOM_FORWARD).values(),
        settings.given(MetricsApiSettings.EXTERNAL_FORWARD).values(),
        flags);
  }

  private static String value(Settings settings, Setting setting) {
    return switch (setting.type()) {
      case LIST -> String.join(",", settings.list(setting));
      case FLAG -> Boolean.toString(settings.flag(setting));
      case DURATION -> Durations.format(settings.duration(setting, Duration.ZERO));
      default -> settings.text(setting);
    };
  }

  /**
   * Whether they are served: told to, and there is a cluster that knows its callers.
   *
   * @param environment of the process
   */
  public boolean isServed(Map<String, String> environment) {
    return port != 0
        && (environment.containsKey(HOST)
            || flags.stream().anyMatch(flag -> flag.startsWith(REVIEWS)));
  }

  /** The same on another port with more flags. */
  public MetricsApiConfig with(int otherPort, List<String> moreFlags) {
    var all = new ArrayList<>(flags);
    all.addAll(moreFlags);
    return new MetricsApiConfig(otherPort, resolution, customForwards, externalForwards, all);
  }
}
