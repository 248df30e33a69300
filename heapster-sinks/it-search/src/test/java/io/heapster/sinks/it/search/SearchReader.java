package io.heapster.sinks.it.search;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks a search server, not through the sinks' clients. */
final class SearchReader implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  SearchReader(URI address) {
    this.address = address;
  }

  /** Every document of an index, alias or data stream, page by page. */
  List<JsonNode> documents(String index) throws IOException, InterruptedException {
    refresh(index);
    var documents = new ArrayList<JsonNode>();
    String first = "{\"size\":5000,\"sort\":[\"_doc\"]}";
    JsonNode page = json("POST", "/" + index + "/_search?scroll=1m", first);
    while (!page.at("/hits/hits").isEmpty()) {
      page.at("/hits/hits").forEach(hit -> documents.add(hit.get("_source")));
      String next = "{\"scroll\":\"1m\",\"scroll_id\":\"" + page.get("_scroll_id").asText() + "\"}";
      page = json("POST", "/_search/scroll", next);
    }
    return documents;
  }

  long count(String index) throws IOException, InterruptedException {
    refresh(index);
    return json("GET", "/" + index + "/_count", "").get("count").asLong();
  }

  JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private void refresh(String index) throws IOException, InterruptedException {
    json("POST", "/" + index + "/_refresh", "");
  }

  @Override
  public void close() {
    client.close();
  }
}
