package io.heapster.sinks.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.elasticsearch.SearchConfig.TemplateSettings;
import io.heapster.sinks.elasticsearch.SearchTransport.Answer;
import io.heapster.sinks.elasticsearch.SearchTransport.Body;
import io.heapster.sinks.elasticsearch.SearchTransport.Call;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.elasticsearch.document.DocumentForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index template at the server. It is put when it is missing, of an older version, or made for
 * other settings; one of a newer version stays. Used by one thread at a time.
 */
final class IndexTemplate {
  private static final Logger log = LoggerFactory.getLogger(IndexTemplate.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, String> FILTER =
      Map.of(
          "filter_path",
          "index_templates.index_template.version,index_templates.index_template._meta");

  private final String sink;
  private final Destination destination;
  private final @Nullable TemplateBody wanted;
  private final SearchTransport transport;
  private final Answers answers;
  private boolean warned;

  /**
   * @param settings null when nothing is to be put
   */
  IndexTemplate(
      String sink,
      Destination destination,
      DocumentForm form,
      @Nullable TemplateSettings settings,
      SearchTransport transport,
      Answers answers) {
    this.sink = sink;
    this.destination = destination;
    this.wanted = settings == null ? null : TemplateBody.of(destination, form, settings);
    this.transport = transport;
    this.answers = answers;
  }

  /** What the server has. */
  private record Stored(long version, String fingerprint) {}

  /**
   * Puts the template if need be.
   *
   * @throws SinkHeldException when it may not be put and nothing can be written without it
   */
  void ensure() throws IOException, InterruptedException {
    TemplateBody body = wanted;
    if (body == null) {
      return;
    }
    Answer stored = transport.call(new Call("GET", path(body), FILTER, null));
    if (stored.isOk()) {
      Stored found = parse(stored.body());
      boolean current =
          found.version > TemplateBody.VERSION || found.fingerprint.equals(body.fingerprint());
      if (current) {
        return;
      }
    } else if (stored.status() != 404 && stored.status() != 403) {
      throw answers.failure("reading the index template " + body.name(), stored);
    }
    put(body);
  }

  private void put(TemplateBody body) throws IOException, InterruptedException {
    byte[] json = body.json().getBytes(StandardCharsets.UTF_8);
    Answer answer =
        transport.call(
            new Call(
                "PUT", path(body), Map.of(), new Body("application/json", json, 0, json.length)));
    switch (answer.status()) {
      case 200, 201 -> log.debug("sink {}: index template {} put", sink, body.name());
      case 403 -> forbidden(body, answer);
      case 400 ->
          throw new SinkHeldException(
              "the server refuses the index template "
                  + body.name()
                  + ": "
                  + Answers.text(answer)
                  + ": put one by hand and set createtemplates=false");
      default -> throw answers.failure("putting the index template " + body.name(), answer);
    }
  }

  /** Indices can do without a template; what would be a data stream becomes an index without it. */
  private void forbidden(TemplateBody body, Answer answer) throws IOException {
    switch (destination) {
      case Destination.DataStream _ ->
          throw new SinkHeldException(
              "the index template "
                  + body.name()
                  + " may not be put: "
                  + Answers.text(answer)
                  + ": allow manage_index_templates, or put one by hand and set"
                  + " createtemplates=false");
      case Destination.DailyIndex _ -> {
        if (!warned) {
          warned = true;
          log.warn(
              "sink {}: index template {} may not be put, so types of fields are the server's guess"
                  + " and there are no aliases; allow it, or put one by hand and set"
                  + " createtemplates=false: {}",
              sink,
              body.name(),
              Answers.text(answer));
        }
      }
    }
  }

  private static String path(TemplateBody body) {
    return "/_index_template/" + body.name();
  }

  /** Version and fingerprint, wherever they stand; none of it when the answer is something else. */
  private static Stored parse(byte[] body) throws IOException {
    long version = 0;
    String fingerprint = "";
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && "version".equals(json.currentName())) {
          version = json.getLongValue();
        } else if (token == JsonToken.VALUE_STRING && "fingerprint".equals(json.currentName())) {
          fingerprint = json.getText();
        }
      }
    }
    return new Stored(version, fingerprint);
  }
}
