package io.heapster.app.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One recorded series of ticks: what went into Heapster, and what came out. */
record GoldenSeries(Path folder) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** One recorded request to Heapster after the last tick. */
  record ModelAnswer(
      String name, String path, int status, String contentType, JsonNode body, String rawText) {}

  static GoldenSeries named(String name) {
    try {
      return new GoldenSeries(Path.of(GoldenSeries.class.getResource("/golden/" + name).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  int ticks() {
    int ticks = 0;
    while (Files.exists(folder.resolve("tick-" + (ticks + 1)))) {
      ticks++;
    }
    return ticks;
  }

  JsonNode objects(int tick, String resource) {
    return read(tickFolder(tick).resolve(resource + ".json"));
  }

  byte[] summary(int tick, String node) {
    try {
      return Files.readAllBytes(tickFolder(tick).resolve("kubelet/" + node + "/summary.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode expectedBatch(int tick) {
    return read(tickFolder(tick).resolve("expected/batch.json")).get("metricSets");
  }

  JsonNode expectedExport(int tick) {
    return read(tickFolder(tick).resolve("expected/metric-export.json"));
  }

  JsonNode exportSchema() {
    return read(folder.resolve("metric-export-schema.json"));
  }

  List<ModelAnswer> modelAnswers() {
    var answers = new ArrayList<ModelAnswer>();
    try (var files = Files.list(folder.resolve("model-after-last-tick"))) {
      files.sorted().forEach(file -> answers.add(modelAnswer(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  private static ModelAnswer modelAnswer(Path file) {
    JsonNode answer = read(file);
    return new ModelAnswer(
        file.getFileName().toString().replace(".json", ""),
        answer.get("request").get("path").asText(),
        answer.get("status").asInt(),
        answer.path("contentType").asText(),
        answer.path("body"),
        answer.path("rawText").asText());
  }

  private Path tickFolder(int tick) {
    return folder.resolve("tick-" + tick);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
