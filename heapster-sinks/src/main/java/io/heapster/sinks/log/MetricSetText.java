package io.heapster.sinks.log;

import io.heapster.core.metric.Metric;
import io.heapster.core.model.Labels;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import java.util.SortedMap;
import java.util.TreeMap;

/** One entity's block of the log text: times, labels, metrics, labelled metrics. */
final class MetricSetText {
  private static final String SECTION = "   ";
  private static final String ENTRY = "      ";
  private static final String DETAIL = "         ";

  private final StringBuilder text;

  MetricSetText(StringBuilder text) {
    this.text = text;
  }

  /** Appends the block and the empty line after it. */
  void append(String key, MetricSet set) {
    text.append("MetricSet: ").append(key).append('\n');
    line(SECTION, "Scrape time: ", GoText.withNanos(set.sampleTime()));
    line(SECTION, "Create time: ", GoText.withNanos(set.collectionStart()));
    line(SECTION, "Labels:", "");
    set.labels().forEach((label, value) -> pair(ENTRY, label, value));
    line(SECTION, "Metrics:", "");
    metricsByName(set).forEach((name, value) -> pair(ENTRY, name, GoText.of(value)));
    line(SECTION, "Labeled Metrics:", "");
    set.forEachLabeled(this::labeled);
    text.append('\n');
  }

  private void labeled(Metric metric, Labels deviceLabels, MetricValue value) {
    pair(ENTRY, metric.name(), GoText.of(value));
    deviceLabels.forEach((label, device) -> pair(DETAIL, label, device));
  }

  private static SortedMap<String, MetricValue> metricsByName(MetricSet set) {
    var byName = new TreeMap<String, MetricValue>();
    set.forEachMetric((metric, value) -> byName.put(metric.name(), value));
    return byName;
  }

  private void pair(String indent, String name, String value) {
    text.append(indent).append(name).append(" = ").append(value).append('\n');
  }

  private void line(String indent, String title, String value) {
    text.append(indent).append(title).append(value).append('\n');
  }
}
