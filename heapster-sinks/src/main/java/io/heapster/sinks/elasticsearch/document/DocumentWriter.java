package io.heapster.sinks.elasticsearch.document;

import com.codahale.metrics.Counter;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.Labels;
import io.heapster.sinks.elasticsearch.document.DocumentLayout.Entry;
import io.heapster.sinks.elasticsearch.document.DocumentLayout.Kind;
import io.heapster.sinks.json.JsonBytes;
import io.heapster.sinks.json.JsonNumbers;
import io.heapster.sinks.rows.RowWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes documents one by one. To be told of the batch, then of each entity, then of each of its
 * devices, whose documents come after the entity's own. Not thread-safe.
 */
final class DocumentWriter {
  private static final byte[] AFTER_ID = ascii("\"}}\n");
  private static final byte[] METRICS = ascii("\"Metrics\":{");
  private static final byte[] TAGS_AFTER_METRICS = ascii("},\"MetricsTags\":");
  private static final byte[] TAGS = ascii("\"MetricsTags\":");
  private static final byte[] END = ascii("}\n");
  private static final byte[] METRICS_NAME = ascii(",\"MetricsName\":");
  private static final byte[] METRICS_VALUE = ascii(",\"MetricsValue\":{\"value\":");
  private static final byte[] END_VALUE = ascii("}}\n");

  private final String clusterName;
  private final Labels clusterTag;
  private final Destination destination;
  private final Counter notNumbers;
  private byte[] action = new byte[0];

  /** The batch's time, epoch nanoseconds. */
  private byte[] batchTime = new byte[Long.BYTES];

  /** The tags of the entity or device begun. */
  private final JsonBytes tags = new JsonBytes();

  /** What a document is about, up to {@link #shared} the same for all of an entity. */
  private final JsonBytes about = new JsonBytes();

  private int shared;
  private Labels device = Labels.EMPTY;

  /** How many devices of the entity begun have had these labels. */
  private final Map<Labels, Integer> seen = new HashMap<>();

  /** Devices before this one with the same labels: they must not get the same names. */
  private int twins;

  private final byte[] id = new byte[DocumentId.LENGTH];

  DocumentWriter(String clusterName, Destination destination, Counter notNumbers) {
    this.clusterName = clusterName;
    this.clusterTag = Labels.of("cluster_name", clusterName);
    this.destination = destination;
    this.notNumbers = notNumbers;
  }

  void begin(Instant batch) {
    long nanos = batch.getEpochSecond() * 1_000_000_000L + batch.getNano();
    batchTime =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(nanos).array();
    String operation =
        switch (destination) {
          // By its name a document that is sent again replaces itself.
          case Destination.DailyIndex _ -> "index";
          // The only one that data streams take; what is there already is refused with 409.
          case Destination.DataStream _ -> "create";
        };
    String index = destination.index(batch);
    action = ascii("{\"" + operation + "\":{\"_index\":\"" + index + "\",\"_id\":\"");
  }

  void entity(EntityKey key, Labels labels) {
    tags.clear().object(FieldNames.of(labels), clusterTag);
    about.clear().raw(batchTime).quoted(clusterName).quoted(key.text());
    shared = about.length();
    device = Labels.EMPTY;
    seen.clear();
    twins = 0;
  }

  /** Goes on with a device of the entity begun. */
  void device(Labels entityLabels, Labels deviceLabels) {
    tags.clear().object(FieldNames.of(entityLabels), FieldNames.of(deviceLabels), clusterTag);
    device = deviceLabels;
    twins = seen.merge(deviceLabels, 1, Integer::sum) - 1;
  }

  /** Writes a document with all values, unless there are none. */
  void together(DocumentLayout layout, int at, RowWriter out)
      throws IOException, InterruptedException {
    boolean begun = false;
    for (Entry entry : layout.entries()) {
      if (!present(entry, at)) {
        continue;
      }
      if (begun) {
        out.put((byte) ',');
      } else {
        head(layout.kind(), layout.kind().name(), out);
        out.put(METRICS);
        begun = true;
      }
      out.put(entry.field());
      JsonNumbers.write(entry.values(), at, out);
      out.put((byte) '}');
    }
    if (begun) {
      out.put(TAGS_AFTER_METRICS);
      out.put(tags.array(), 0, tags.length());
      out.put(END);
      out.endRow();
    }
  }

  /** Writes a document for each value. */
  void oneByOne(DocumentLayout layout, int at, RowWriter out)
      throws IOException, InterruptedException {
    for (Entry entry : layout.entries()) {
      if (!present(entry, at)) {
        continue;
      }
      head(layout.kind(), entry.name(), out);
      out.put(TAGS);
      out.put(tags.array(), 0, tags.length());
      out.put(METRICS_NAME);
      out.put(entry.name());
      out.put(METRICS_VALUE);
      JsonNumbers.write(entry.values(), at, out);
      out.put(END_VALUE);
      out.endRow();
    }
  }

  private boolean present(Entry entry, int at) {
    if (!entry.values().has(at)) {
      return false;
    }
    if (!JsonNumbers.isFinite(entry.values(), at)) {
      notNumbers.inc();
      return false;
    }
    return true;
  }

  /** Writes the action line and the document's begin. */
  private void head(Kind kind, byte[] what, RowWriter out) {
    about.cut(shared).raw(what);
    for (int i = 0; i < device.size(); i++) {
      about.quoted(device.key(i));
      about.quoted(device.value(i));
    }
    if (twins > 0) {
      about.raw(Integer.toString(twins));
    }
    DocumentId.write(about.array(), about.length(), id, 0);
    out.put(action);
    out.put(id);
    out.put(AFTER_ID);
    out.put(kind.head());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
