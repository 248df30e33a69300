package io.heapster.sources.simulated.front;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Failures, as the Kubernetes API tells them. */
final class StatusDocument {
  private StatusDocument() {}

  static void unauthorized(HttpServerResponse response) {
    send(response, 401, "Unauthorized", "Unauthorized", new JsonObject());
  }

  static void forbidden(HttpServerResponse response, Caller caller, Asked asked) {
    JsonObject details = new JsonObject();
    if (!asked.isPath()) {
      details.put("group", asked.group()).put("kind", asked.resource());
      if (!asked.name().isEmpty()) {
        details.put("name", asked.name());
      }
    }
    send(response, 403, "Forbidden", asked.refusal(caller), details);
  }

  static void badRequest(HttpServerResponse response, String message) {
    send(response, 400, "BadRequest", message, new JsonObject());
  }

  static void notFound(HttpServerResponse response) {
    String message = "the server could not find the requested resource";
    send(response, 404, "NotFound", message, new JsonObject());
  }

  private static void send(
      HttpServerResponse response, int code, String reason, String message, JsonObject details) {
    JsonObject status =
        new JsonObject()
            .put("kind", "Status")
            .put("apiVersion", "v1")
            .put("metadata", new JsonObject())
            .put("status", "Failure")
            .put("message", message)
            .put("reason", reason)
            .put("details", details)
            .put("code", code);
    response
        .setStatusCode(code)
        .putHeader("Content-Type", "application/json")
        .end(status.toBuffer());
  }
}
