package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The events of a watch, second by second: no log of events is kept, each is found by comparing the
 * world before and after a second. Not thread-safe.
 */
final class WatchAnswer {
  private static final long BOOKMARK_SECONDS = 30;

  private final ResourceKind kind;
  private final ObjectFilter filter;
  private final boolean bookmarks;
  private final JsonChunks chunks = new JsonChunks();
  private long told;
  private long bookmarked;

  /**
   * @param told the last second whose events the client knows
   */
  WatchAnswer(ResourceKind kind, ObjectFilter filter, boolean bookmarks, long told) {
    this.kind = kind;
    this.filter = filter;
    this.bookmarks = bookmarks;
    this.told = told;
    bookmarked = told;
  }

  /** Events up to and at a second; null when there are none. */
  @Nullable Buffer until(long second, ApiObjects objects) {
    if (objects.isQuiet()) {
      told = Math.max(told, second);
    }
    while (told < second) {
      told++;
      eventsOf(told, objects);
    }
    if (bookmarks && told - bookmarked >= BOOKMARK_SECONDS) {
      chunks.write(this::bookmark);
      bookmarked = told;
    }
    Buffer events = chunks.take();
    return events.length() == 0 ? null : events;
  }

  private void eventsOf(long second, ApiObjects objects) {
    for (int i = 0; i < objects.count(); i++) {
      if (objects.hasChanged(i, second)) {
        compare(objects.at(i, second - 1), objects.at(i, second), Revision.within(second));
      }
    }
  }

  private void compare(ApiObject before, ApiObject after, long revision) {
    boolean same = before.name().equals(after.name());
    if (!same && filter.admits(before)) {
      event("DELETED", before, revision);
    }
    if (filter.admits(after)) {
      event(same ? "MODIFIED" : "ADDED", after, revision);
    }
  }

  private void event(String type, ApiObject object, long revision) {
    chunks.write(json -> {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeFieldName("object");
      object.write(json, revision);
      json.writeEndObject();
      json.writeRaw('\n');
    });
  }

  private void bookmark(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "BOOKMARK");
    json.writeObjectFieldStart("object");
    json.writeStringField("kind", kind.kind());
    json.writeStringField("apiVersion", "v1");
    json.writeObjectFieldStart("metadata");
    json.writeStringField("resourceVersion", Long.toString(Revision.after(told)));
    json.writeNullField("creationTimestamp");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** An event for each object that is there at a second, for a client that knows nothing. */
  static final class Beginning {
    private final ApiObjects objects;
    private final ObjectFilter filter;
    private final long second;
    private final JsonChunks chunks = new JsonChunks();
    private int position;

    Beginning(ApiObjects objects, ObjectFilter filter, long second) {
      this.objects = objects;
      this.filter = filter;
      this.second = second;
    }

    /** The next events; null when all are told. */
    @Nullable Buffer nextChunk() {
      while (position < objects.count() && !chunks.isFull()) {
        ApiObject object = objects.at(position++, second);
        if (filter.admits(object)) {
          chunks.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "ADDED");
            json.writeFieldName("object");
            object.write(json, Revision.within(object.changed()));
            json.writeEndObject();
            json.writeRaw('\n');
          });
        }
      }
      Buffer events = chunks.take();
      return events.length() == 0 ? null : events;
    }
  }
}
