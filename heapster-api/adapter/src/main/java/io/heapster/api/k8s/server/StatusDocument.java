package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.k8s.request.StatusException;
import java.util.HashMap;

/** Writes what went wrong as Kubernetes' clients read it. */
final class StatusDocument {
  private static final int USUAL_BYTES = 512;

  private StatusDocument() {}

  /** The whole answer, with the headers that belong to it. */
  static Answer answer(StatusException problem) {
    var body = new Answer.Whole(problem.code(), Answer.JSON, json(problem));
    var headers = new HashMap<>(problem.headers());
    if (problem.code() == 403) {
      headers.put("X-Content-Type-Options", "nosniff");
    }
    int retryAfter = problem.details().retryAfterSeconds();
    if (retryAfter > 0) {
      headers.putIfAbsent("Retry-After", Integer.toString(retryAfter));
    }
    return headers.isEmpty() ? body : new Answer.WithHeaders(body, headers);
  }

  private static byte[] json(StatusException problem) {
    var bytes = new JsonBytes(USUAL_BYTES);
    var out = new JsonWriter(bytes, JsonWriter.Style.COMPACT);
    out.beginObject().name("kind").text("Status").name("apiVersion").text("v1");
    out.name("metadata").beginObject().endObject();
    out.name("status").text("Failure");
    text(out, "message", problem.text());
    text(out, "reason", problem.reason());
    if (problem.details().given()) {
      details(out.name("details"), problem.details());
    }
    out.name("code").number(problem.code()).endObject();
    return bytes.put('\n').toByteArray();
  }

  private static void details(JsonWriter out, StatusException.Details details) {
    out.beginObject();
    text(out, "name", details.name());
    text(out, "group", details.group());
    text(out, "kind", details.kind());
    if (!details.causes().isEmpty()) {
      out.name("causes").beginArray();
      for (String cause : details.causes()) {
        out.beginObject().name("message").text(cause).endObject();
      }
      out.endArray();
    }
    if (details.retryAfterSeconds() > 0) {
      out.name("retryAfterSeconds").number(details.retryAfterSeconds());
    }
    out.endObject();
  }

  private static void text(JsonWriter out, String name, String value) {
    if (!value.isEmpty()) {
      out.name(name).text(value);
    }
  }
}
