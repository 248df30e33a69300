package io.heapster.sinks.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the documents of one bulk request.
 *
 * @param errors whether there is any that was not taken
 * @param items one a document, in their order; empty when there are no errors
 */
record BulkAnswer(boolean errors, List<Item> items) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param status as HTTP has it
   * @param reason empty when it was taken
   */
  record Item(int status, String reason) {}

  BulkAnswer {
    items = List.copyOf(items);
  }

  /**
   * Reads an answer that was cut down to {@code errors,items.*.error,items.*.status}.
   *
   * @throws IOException when it is none
   */
  static BulkAnswer parse(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      boolean told = false;
      var items = new ArrayList<Item>();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("errors") && value == JsonToken.VALUE_FALSE) {
          return new BulkAnswer(false, List.of());
        } else if (field.equals("errors") && value == JsonToken.VALUE_TRUE) {
          told = true;
        } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            items.add(item(json));
          }
        } else {
          json.skipChildren();
        }
      }
      if (!told) {
        throw new IOException("answer is not that of a bulk request: it lacks \"errors\"");
      }
      return new BulkAnswer(true, items);
    }
  }

  /** Reads {@code {"index":{"status":400,"error":{...}}}} from its first token on. */
  private static Item item(JsonParser json) throws IOException {
    int status = 0;
    String reason = "";
    json.nextToken();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
        status = json.getIntValue();
      } else if (field.equals("error") && value == JsonToken.START_OBJECT) {
        reason = reason(json);
      } else {
        json.skipChildren();
      }
    }
    json.nextToken();
    return new Item(status, reason);
  }

  /** Type and reason of an error and of its causes. */
  private static String reason(JsonParser json) throws IOException {
    String type = "";
    String reason = "";
    String cause = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "type" -> type = json.getValueAsString("");
        case "reason" -> reason = json.getValueAsString("");
        case "caused_by" -> cause = value == JsonToken.START_OBJECT ? "; " + reason(json) : "";
        default -> json.skipChildren();
      }
    }
    return type + ": " + reason + cause;
  }
}
