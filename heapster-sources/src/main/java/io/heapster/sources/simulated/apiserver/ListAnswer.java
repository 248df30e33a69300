package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A list or a page of it, written object by object and never held as a whole. */
final class ListAnswer {
  private final ResourceKind kind;
  private final ApiObjects objects;
  private final ObjectFilter filter;
  private final PageToken from;
  private final int end;
  private final JsonChunks chunks = new JsonChunks();
  private int position;
  private boolean begun;
  private boolean finished;

  /**
   * @param limit of objects on the page; 0 for none
   */
  ListAnswer(
      ResourceKind kind, ApiObjects objects, ObjectFilter filter, PageToken from, int limit) {
    this.kind = kind;
    this.objects = objects;
    this.filter = filter;
    this.from = from;
    position = Math.min(from.position(), objects.count());
    end = limit == 0 ? objects.count() : endOfPage(limit);
  }

  private int endOfPage(int limit) {
    if (filter.isOpen()) {
      return Math.min(objects.count(), position + limit);
    }
    int admitted = 0;
    int next = position;
    while (next < objects.count() && admitted < limit) {
      if (filter.admits(objects.at(next++, from.second()))) {
        admitted++;
      }
    }
    return next;
  }

  /** The next piece of the document; null when it is complete. */
  @Nullable Buffer nextChunk() {
    if (finished) {
      return null;
    }
    chunks.write(this::writeSome);
    return chunks.take();
  }

  private void writeSome(JsonGenerator json) throws IOException {
    if (!begun) {
      begin(json);
      begun = true;
    }
    while (position < end) {
      ApiObject object = objects.at(position++, from.second());
      if (filter.admits(object)) {
        object.write(json, Revision.within(object.changed()));
        json.flush();
      }
      if (chunks.isFull()) {
        return;
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    finished = true;
  }

  private void begin(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", kind.kind() + "List");
    json.writeStringField("apiVersion", "v1");
    json.writeObjectFieldStart("metadata");
    json.writeStringField("resourceVersion", Long.toString(Revision.after(from.second())));
    if (end < objects.count()) {
      json.writeStringField("continue", new PageToken(from.second(), end).encoded());
      if (filter.isOpen()) {
        json.writeNumberField("remainingItemCount", objects.count() - end);
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("items");
  }
}
