package io.heapster.api.k8s.server;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.json.JsonWriter;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One path with one answer.
 *
 * @param segments of the path
 */
record FixedEndpoint(List<String> segments, Supplier<Answer> body) implements Endpoint {
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  FixedEndpoint {
    segments = List.copyOf(segments);
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    return request.info().segments().equals(segments) ? Optional.of(body.get()) : Optional.empty();
  }

  /** {@code /}: where one may go on. */
  static Endpoint root(Collection<String> paths) {
    var bytes = new JsonBytes(256);
    var out = new JsonWriter(bytes, JsonWriter.Style.COMPACT);
    out.beginObject().name("paths").beginArray();
    new TreeSet<>(paths).forEach(out::text);
    out.endArray().endObject();
    Answer answer = Answer.json(bytes.put('\n'));
    return new FixedEndpoint(List.of(), () -> answer);
  }

  /** {@code /version}, with the fields that clients of Kubernetes know. */
  static Endpoint version(ProductVersion version) {
    var bytes = new JsonBytes(256);
    var out = new JsonWriter(bytes, JsonWriter.Style.COMPACT);
    out.beginObject();
    out.name("major").text(version.part(0)).name("minor").text(version.part(1));
    out.name("gitVersion").text("v" + version.version());
    out.name("gitCommit").text(version.commit()).name("gitTreeState").text("");
    out.name("buildDate").text("").name("goVersion").text("");
    out.name("compiler").text("javac " + Runtime.version().feature());
    out.name("platform").text(platform()).endObject();
    Answer answer = Answer.json(bytes.put('\n'));
    return new FixedEndpoint(List.of("version"), () -> answer);
  }

  /**
   * {@code /metrics}.
   *
   * @param text in the Prometheus format; made anew for every request
   */
  static Endpoint metrics(Supplier<String> text) {
    return new FixedEndpoint(
        List.of("metrics"),
        () -> new Answer.Whole(200, EXPOSITION, text.get().getBytes(StandardCharsets.UTF_8)));
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system + "/" + System.getProperty("os.arch", "");
  }
}
