package io.heapster.sinks.influxdb.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heapster.core.history.HistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers in chunks: one JSON document after the other, each with a part of a series. Nothing
 * but the row at hand is kept. The database tells errors in the middle of an answer with status
 * 200.
 */
final class AnswerReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final Answer answer;
  private String name = "";
  private Map<String, String> tags = Map.of();
  private List<String> columns = List.of();

  private AnswerReader(JsonParser parser, Answer answer) {
    this.parser = parser;
    this.answer = answer;
  }

  /**
   * Hands on all rows.
   *
   * @throws IOException when the stream breaks off, or is no such answer
   * @throws HistoryException when the database tells an error, or the answer takes no more
   */
  static void read(InputStream in, Answer answer) throws IOException, HistoryException {
    try (JsonParser parser = JSON.createParser(in)) {
      var reader = new AnswerReader(parser, answer);
      while (parser.nextToken() != null) {
        reader.document();
      }
    }
  }

  private void document() throws IOException, HistoryException {
    require(JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "results" -> results();
        case "error" -> throw HistoryException.failed(parser.getText());
        default -> parser.skipChildren();
      }
    }
  }

  private void results() throws IOException, HistoryException {
    require(JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "series" -> seriesList();
          case "error" -> throw HistoryException.failed(parser.getText());
          default -> parser.skipChildren();
        }
      }
    }
  }

  private void seriesList() throws IOException, HistoryException {
    require(JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      name = "";
      tags = Map.of();
      columns = List.of();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "name" -> name = parser.getText();
          case "tags" -> tags = tags();
          case "columns" -> columns = columns();
          case "values" -> rows();
          default -> parser.skipChildren();
        }
      }
    }
  }

  private Map<String, String> tags() throws IOException {
    require(JsonToken.START_OBJECT);
    var read = new HashMap<String, String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      read.put(key, parser.getText());
    }
    return read;
  }

  private List<String> columns() throws IOException {
    require(JsonToken.START_ARRAY);
    var read = new ArrayList<String>();
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      read.add(parser.getText());
    }
    return read;
  }

  /** The database writes tags and columns before the values. */
  private void rows() throws IOException, HistoryException {
    require(JsonToken.START_ARRAY);
    answer.series(name, tags, columns);
    @Nullable Object[] cells = new @Nullable Object[columns.size()];
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      int column = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (column == cells.length) {
          throw new IOException("a row has more cells than there are columns: " + columns);
        }
        cells[column++] = cell();
      }
      if (column < cells.length) {
        throw new IOException("a row has fewer cells than there are columns: " + columns);
      }
      answer.row(cells);
    }
  }

  private @Nullable Object cell() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      case null, default -> throw unexpected();
    };
  }

  private void require(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw unexpected();
    }
  }

  private IOException unexpected() throws IOException {
    return new IOException(
        "not the answer of a database: "
            + parser.currentToken()
            + " at "
            + parser.currentLocation());
  }
}
