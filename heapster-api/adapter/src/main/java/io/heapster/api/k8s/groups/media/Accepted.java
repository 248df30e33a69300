package io.heapster.api.k8s.groups.media;

import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.StatusException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a caller takes, best first: by quality, then as written. JSON stands for every wildcard, so
 * that clients which would rather have protobuf get JSON and not a refusal.
 */
public final class Accepted {
  private static final String OFFERED =
      Encoding.JSON.mediaType() + ", " + Encoding.YAML.mediaType();

  private final List<MediaRange> ranges;
  private final boolean pretty;

  private Accepted(List<MediaRange> ranges, boolean pretty) {
    this.ranges = List.copyOf(ranges);
    this.pretty = pretty;
  }

  public static Accepted by(ApiRequest request) {
    String header = String.join(",", request.headers().all("Accept"));
    return parse(header, isTrue(request.query().get("pretty")));
  }

  static Accepted parse(String header, boolean pretty) {
    if (header.isBlank()) {
      return new Accepted(List.of(MediaRange.ANYTHING), pretty);
    }
    var ranges = new ArrayList<>(MediaRange.parse(header));
    ranges.removeIf(range -> range.quality() == 0);
    // The sort is stable: clauses of one quality stay as written.
    ranges.sort(Comparator.comparingDouble(MediaRange::quality).reversed());
    return new Accepted(ranges, pretty);
  }

  /** The best representation of a form that is offered. */
  public Optional<Representation> find(Predicate<Form> offered) {
    for (MediaRange range : ranges) {
      Optional<Encoding> encoding = encoding(range.type());
      Form form = Form.of(range);
      if (encoding.isPresent() && offered.test(form)) {
        boolean indented = pretty || isTrue(range.parameter("pretty"));
        return Optional.of(new Representation(encoding.get(), form, indented));
      }
    }
    return Optional.empty();
  }

  /**
   * The best representation of a form that is offered.
   *
   * @throws StatusException 406 when there is none
   */
  public Representation choose(Predicate<Form> offered) {
    return find(offered).orElseThrow(this::refusal);
  }

  private StatusException refusal() {
    boolean encodable = ranges.stream().anyMatch(range -> encoding(range.type()).isPresent());
    return notAcceptable(
        encodable
            ? "only the following media types are accepted: " + OFFERED
            : "406: Not Acceptable\n\nAvailable representations: " + OFFERED);
  }

  /** 406. */
  public static StatusException notAcceptable(String message) {
    return new StatusException(406, "NotAcceptable", message, StatusException.Details.EMPTY);
  }

  private static Optional<Encoding> encoding(String type) {
    return switch (type) {
      case "*/*", "application/*", "application/json" -> Optional.of(Encoding.JSON);
      case "application/yaml" -> Optional.of(Encoding.YAML);
      default -> Optional.empty();
    };
  }

  private static boolean isTrue(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }
}
