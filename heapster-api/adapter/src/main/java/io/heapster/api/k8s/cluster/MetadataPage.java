package io.heapster.api.k8s.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heapster.api.provider.ObjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a list of objects, of which only the names are read.
 *
 * @param next asks for the part that follows; empty at the end
 */
record MetadataPage(List<ObjectName> names, String next) {
  private static final JsonFactory JSON = new JsonFactory();

  MetadataPage {
    names = List.copyOf(names);
  }

  /**
   * Reads a list, of whole objects or of their metadata.
   *
   * @throws IOException when it is no list in JSON
   */
  static MetadataPage parse(byte[] body) throws IOException {
    var names = new ArrayList<ObjectName>();
    String next = "";
    try (JsonParser json = JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("metadata") && value == JsonToken.START_OBJECT) {
          next = text(json, "continue", "").first();
        } else if (field.equals("items") && value == JsonToken.START_ARRAY) {
          readItems(json, names);
        } else {
          json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT);
    }
    return new MetadataPage(names, next);
  }

  private static void readItems(JsonParser json, List<ObjectName> names) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT && field.equals("metadata")) {
          Pair found = text(json, "namespace", "name");
          require(!found.second().isEmpty());
          names.add(new ObjectName(found.first(), found.second()));
        } else {
          json.skipChildren();
        }
      }
    }
    require(json.currentToken() == JsonToken.END_ARRAY);
  }

  private record Pair(String first, String second) {}

  /** Two fields of the object that was just begun; empty where they are missing. */
  private static Pair text(JsonParser json, String one, String two) throws IOException {
    String first = "";
    String second = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && field.equals(one)) {
        first = json.getText();
      } else if (value == JsonToken.VALUE_STRING && field.equals(two)) {
        second = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return new Pair(first, second);
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("no list of objects");
    }
  }
}
