package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.ListBody;
import io.heapster.api.k8s.groups.value.DurationText;
import io.heapster.api.k8s.groups.value.TimeText;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes metrics of nodes or pods: as objects, and their metadata alone. One answer's; not
 * thread-safe.
 */
final class ObjectWriter<T> implements ListBody.ItemWriter<T> {
  private static final byte[] METADATA = JsonBytes.ascii("\"metadata\":");
  private static final byte[] TIMESTAMP = JsonBytes.ascii(",\"timestamp\":");
  private static final byte[] WINDOW = JsonBytes.ascii(",\"window\":");
  private static final byte[] NAME = JsonBytes.ascii("{\"name\":");
  private static final byte[] NAMESPACE = JsonBytes.ascii(",\"namespace\":");
  private static final byte[] LABELS = JsonBytes.ascii(",\"labels\":{");

  private final MetricsShape<T> shape;
  private final TimeText times = new TimeText();
  private final LabelText labels = new LabelText();
  private final byte[] creation;

  /**
   * @param now stands in for the time of creation, as metrics are no stored objects
   */
  ObjectWriter(MetricsShape<T> shape, Instant now) {
    this.shape = shape;
    var text = new JsonBytes(48);
    text.put(JsonBytes.ascii(",\"creationTimestamp\":"));
    times.write(text, now);
    this.creation = text.toByteArray();
  }

  @Override
  public void write(JsonBytes out, T item) {
    out.put('{');
    fields(out, item);
    out.put('}');
  }

  /** The object without its brackets. */
  void fields(JsonBytes out, T item) {
    out.put(METADATA);
    metadata(out, item);
    out.put(TIMESTAMP);
    times.write(out, shape.timestamp(item));
    out.put(WINDOW);
    DurationText.write(out, shape.window(item));
    out.put(',');
    shape.usage(out, item);
  }

  void metadata(JsonBytes out, T item) {
    out.put(NAME).text(shape.name(item));
    String namespace = shape.namespace(item);
    if (!namespace.isEmpty()) {
      out.put(NAMESPACE).text(namespace);
    }
    out.put(creation);
    Map<String, String> of = shape.labels(item);
    if (!of.isEmpty()) {
      out.put(LABELS);
      labels.write(out, of);
      out.put('}');
    }
    out.put('}');
  }

  /** The entries of a map; one object for all maps, in place of an iterator for each. */
  private static final class LabelText implements BiConsumer<String, String> {
    private JsonBytes out = new JsonBytes(0);
    private boolean first;

    void write(JsonBytes into, Map<String, String> labels) {
      out = into;
      first = true;
      labels.forEach(this);
    }

    @Override
    public void accept(String key, String value) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.text(key).put(':').text(value);
    }
  }
}
