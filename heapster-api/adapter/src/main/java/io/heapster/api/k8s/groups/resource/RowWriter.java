package io.heapster.api.k8s.groups.resource;

import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.ListBody;
import io.heapster.api.k8s.groups.value.DurationText;
import io.heapster.api.k8s.groups.value.QuantityText;

/** Writes rows of a table: name, CPU, memory, window, and what the row stands for. */
final class RowWriter<T> implements ListBody.ItemWriter<T> {
  /** What of the object stands behind the cells. */
  enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  private static final byte[] CELLS = JsonBytes.ascii("{\"cells\":[");
  private static final byte[] OBJECT = JsonBytes.ascii("],\"object\":");
  private static final byte[] METADATA = JsonBytes.ascii("\"metadata\":");
  private static final byte[] NULL = JsonBytes.ascii("null");

  private final MetricsShape<T> shape;
  private final ObjectWriter<T> objects;
  private final Include include;
  private final byte[] typeOfObject;

  /**
   * @param typeOfObject {@code kind} and {@code apiVersion} of what is included, with the bracket
   *     in front and a comma behind
   */
  RowWriter(MetricsShape<T> shape, ObjectWriter<T> objects, Include include, byte[] typeOfObject) {
    this.shape = shape;
    this.objects = objects;
    this.include = include;
    this.typeOfObject = typeOfObject;
  }

  @Override
  public void write(JsonBytes out, T item) {
    out.put(CELLS).text(shape.name(item)).put(',');
    QuantityText.cpu(out, shape.cpuNanocores(item));
    out.put(',');
    QuantityText.memory(out, shape.memoryBytes(item));
    out.put(',');
    DurationText.write(out, shape.window(item));
    out.put(OBJECT);
    switch (include) {
      case NONE -> out.put(NULL);
      case METADATA -> {
        out.put(typeOfObject).put(METADATA);
        objects.metadata(out, item);
        out.put('}');
      }
      case OBJECT -> {
        out.put(typeOfObject);
        objects.fields(out, item);
        out.put('}');
      }
    }
    out.put('}');
  }
}
