package io.heapster.api.k8s.groups.external;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.ListBody;
import io.heapster.api.k8s.groups.value.TimeText;
import io.heapster.api.provider.ExternalMetricValue;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Writes values of external metrics. */
final class ExternalValueWriter implements ListBody.ItemWriter<ExternalMetricValue> {
  private static final byte[] NAME = JsonBytes.ascii("{\"metricName\":");
  private static final byte[] LABELS = JsonBytes.ascii(",\"metricLabels\":{");
  private static final byte[] TIMESTAMP = JsonBytes.ascii("},\"timestamp\":");
  private static final byte[] WINDOW = JsonBytes.ascii(",\"window\":");
  private static final byte[] VALUE = JsonBytes.ascii(",\"value\":");

  private final TimeText times = new TimeText();

  @Override
  public void write(JsonBytes out, ExternalMetricValue value) {
    out.put(NAME).text(value.metric()).put(LABELS);
    labels(out, value.labels());
    out.put(TIMESTAMP);
    times.write(out, value.timestamp());
    Duration window = value.window();
    if (window != null) {
      out.put(WINDOW).number(window.toSeconds());
    }
    out.put(VALUE).text(value.value().toString()).put('}');
  }

  private static void labels(JsonBytes out, Map<String, String> labels) {
    boolean first = true;
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.text(label.getKey()).put(':').text(label.getValue());
    }
  }
}
