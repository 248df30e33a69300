package io.heapster.app.config;

import io.heapster.api.status.ShownSetting;
import io.heapster.core.config.ComponentUri;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that a daemon is put together from.
 *
 * @param source where values come from
 * @param sinks where batches go besides the in-memory store, in the order given
 * @param shown all settings as they were given, secrets masked
 */
public record HeapsterConfig(
    ComponentUri source,
    List<ComponentUri> sinks,
    PipelineConfig pipeline,
    StoreConfig store,
    SinkConfig delivery,
    ApiConfig api,
    MetricsApiConfig metricsApis,
    LabelConfig labels,
    LogConfig log,
    List<ShownSetting> shown) {

  public HeapsterConfig {
    sinks = List.copyOf(sinks);
    shown = List.copyOf(shown);
  }

  /** The same daemon on another cluster. */
  public HeapsterConfig withSource(ComponentUri other) {
    return new HeapsterConfig(
        other, sinks, pipeline, store, delivery, api, metricsApis, labels, log, shown);
  }

  /** The same daemon answering elsewhere. */
  public HeapsterConfig withApi(ApiConfig other) {
    return new HeapsterConfig(
        source, sinks, pipeline, store, delivery, other, metricsApis, labels, log, shown);
  }

  /** The same daemon with other metrics APIs. */
  public HeapsterConfig withMetricsApis(MetricsApiConfig other) {
    return new HeapsterConfig(
        source, sinks, pipeline, store, delivery, api, other, labels, log, shown);
  }

  static HeapsterConfig read(Settings settings, UnaryOperator<String> environment) {
    List<ComponentUri> sources = settings.components(DaemonSettings.SOURCE, environment);
    requireOneSource(settings, settings.given(DaemonSettings.SOURCE).values());
    return new HeapsterConfig(
        sources.isEmpty() ? ComponentUri.parse("kubernetes", environment) : sources.getFirst(),
        settings.components(DaemonSettings.SINK, environment),
        PipelineConfig.read(settings),
        StoreConfig.read(settings),
        SinkConfig.read(settings),
        ApiConfig.read(settings, environment),
        MetricsApiConfig.read(settings),
        LabelConfig.read(settings),
        LogConfig.read(settings),
        EffectiveConfig.shown(settings));
  }

  private static void requireOneSource(Settings settings, List<String> sources) {
    if (sources.isEmpty()) {
      settings.problem("no source given: exactly one is needed, e.g. --source=kubernetes:");
    } else if (sources.size() > 1) {
      settings.problem(
          DaemonSettings.SOURCE,
          String.join(" ", sources),
          sources.size() + " sources given, exactly one is needed");
    }
  }
}
