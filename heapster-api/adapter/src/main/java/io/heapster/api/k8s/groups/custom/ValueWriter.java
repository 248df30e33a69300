package io.heapster.api.k8s.groups.custom;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.ListBody;
import io.heapster.api.k8s.groups.value.TimeText;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.ObjectReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes values of custom metrics. The versions differ in where the name stands, and in names. */
final class ValueWriter implements ListBody.ItemWriter<MetricValue> {
  private static final byte[] OBJECT = JsonBytes.ascii("{\"describedObject\":");
  private static final byte[] METRIC_NAME = JsonBytes.ascii(",\"metricName\":");
  private static final byte[] METRIC = JsonBytes.ascii(",\"metric\":{\"name\":");
  private static final byte[] SELECTOR = JsonBytes.ascii(",\"selector\":");
  private static final byte[] TIMESTAMP = JsonBytes.ascii(",\"timestamp\":");
  private static final byte[] WINDOW = JsonBytes.ascii(",\"window\":");
  private static final byte[] WINDOW_SECONDS = JsonBytes.ascii(",\"windowSeconds\":");
  private static final byte[] VALUE = JsonBytes.ascii(",\"value\":");

  private final boolean flat;
  private final TimeText times = new TimeText();

  /**
   * @param flat as in v1beta1, where name and selector of the metric are fields of the value
   */
  ValueWriter(boolean flat) {
    this.flat = flat;
  }

  @Override
  public void write(JsonBytes out, MetricValue value) {
    out.put(OBJECT);
    reference(out, value.object());
    if (flat) {
      out.put(METRIC_NAME).text(value.metric());
    } else {
      out.put(METRIC).text(value.metric());
      selector(out, value);
      out.put('}');
    }
    out.put(TIMESTAMP);
    times.write(out, value.timestamp());
    window(out, value.window());
    out.put(VALUE).text(value.value().toString());
    if (flat) {
      selector(out, value);
    }
    out.put('}');
  }

  private void window(JsonBytes out, @Nullable Duration window) {
    if (window != null) {
      out.put(flat ? WINDOW : WINDOW_SECONDS).number(window.toSeconds());
    }
  }

  private static void selector(JsonBytes out, MetricValue value) {
    out.put(SELECTOR);
    SelectorText.write(out, value.selector());
  }

  private static void reference(JsonBytes out, ObjectReference object) {
    out.put('{');
    char before = field(out, '\0', "kind", object.kind());
    before = field(out, before, "namespace", object.name().namespace());
    before = field(out, before, "name", object.name().name());
    field(out, before, "apiVersion", object.apiVersion());
    out.put('}');
  }

  /** Writes a field that is not empty; returns what goes before the next. */
  @CanIgnoreReturnValue
  private static char field(JsonBytes out, char before, String name, String value) {
    if (value.isEmpty()) {
      return before;
    }
    if (before != '\0') {
      out.put(before);
    }
    out.text(name).put(':').text(value);
    return ',';
  }
}
