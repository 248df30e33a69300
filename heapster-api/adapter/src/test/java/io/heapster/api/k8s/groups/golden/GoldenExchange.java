package io.heapster.api.k8s.groups.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was asked of a real server, by whom, and what it answered.
 *
 * @param name file below the golden folder, without its ending
 * @param identity who asked, in words
 */
public record GoldenExchange(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String identity,
    int status,
    String contentType,
    JsonNode body) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All exchanges below a folder, e.g. {@code resource-metrics}, by name. */
  public static List<GoldenExchange> below(String folder) {
    Path root = root();
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> read(root, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One exchange. */
  public static GoldenExchange named(String name) {
    return read(root(), root().resolve(name + ".json"));
  }

  private static Path root() {
    try {
      return Path.of(GoldenExchange.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GoldenExchange read(Path root, Path file) {
    try {
      JsonNode tree = MAPPER.readTree(file.toFile());
      JsonNode request = tree.get("request");
      var headers = new HashMap<String, String>();
      request
          .get("headers")
          .properties()
          .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
      String name = root.relativize(file).toString().replace('\\', '/').replace(".json", "");
      return new GoldenExchange(
          name,
          request.get("method").asText(),
          request.get("path").asText(),
          headers,
          tree.path("identity").asText(),
          tree.get("status").asInt(),
          tree.get("contentType").asText(),
          tree.get("body"));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
