package io.heapster.api.k8s.groups.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.http.Answer;
import io.heapster.api.k8s.groups.discovery.ApiGroup;
import io.heapster.api.k8s.groups.media.Accepted;
import io.heapster.api.k8s.groups.media.Document;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.k8s.groups.media.Representation;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.core.time.TimeSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers {@code /openapi/v2}, {@code /openapi/v3} and the documents that the latter names. A
 * document with the hash in its URL never changes; with another hash the document of now is
 * answered, as the aggregation layer follows no redirect.
 */
public final class OpenApiEndpoint implements Endpoint {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int DAYS_KEPT = 365;

  private final TimeSource time;
  private final Document version2;
  private final Document index;

  /** OpenAPI 3 by path behind {@code /openapi/v3/}. */
  private final Map<String, Document> version3 = new HashMap<>();

  public OpenApiEndpoint(ApiInfo info, List<ApiGroup> groups, TimeSource time) {
    this.time = time;
    var documents = new OpenApiDocuments(info);
    this.version2 = Document.of(documents.older(groups));
    for (ApiGroup group : groups) {
      for (String version : group.versions()) {
        version3.put(
            "apis/" + group.name() + "/" + version,
            Document.of(documents.newer(group.name(), version)));
      }
    }
    this.index = Document.of(index(version3));
  }

  private static ObjectNode index(Map<String, Document> documents) {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = index.putObject("paths");
    new TreeMap<>(documents)
        .forEach((path, document) -> {
          String url = "/openapi/v3/" + path + "?hash=" + document.hash();
          paths.putObject(path).put("serverRelativeURL", url);
        });
    return index;
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    List<String> path = request.info().segments();
    if (path.size() < 2 || !path.getFirst().equals("openapi")) {
      return Optional.empty();
    }
    boolean root = path.size() == 2;
    return switch (path.get(1)) {
      case "v2" -> root ? Optional.of(answer(request, version2, Map.of())) : Optional.empty();
      case "v3" ->
          root
              ? Optional.of(answer(request, index, Map.of()))
              : Optional.ofNullable(version3.get(String.join("/", path.subList(2, path.size()))))
                  .map(document -> answer(request, document, caching(request, document)));
      default -> Optional.empty();
    };
  }

  private Map<String, String> caching(ApiRequest request, Document document) {
    if (!request.query().has("hash")) {
      return Map.of();
    }
    if (!request.query().get("hash").equals(document.hash())) {
      return Map.of("Cache-Control", "no-cache");
    }
    Instant expires = time.now().plus(DAYS_KEPT, ChronoUnit.DAYS);
    return Map.of("Cache-Control", "public, immutable", "Expires", HTTP_DATE.format(expires));
  }

  private static Answer answer(ApiRequest request, Document document, Map<String, String> caching) {
    request.info().requireRead();
    Representation representation = Accepted.by(request).choose(Form.PLAIN::equals);
    var headers = new HashMap<>(caching);
    headers.put("ETag", document.entityTag());
    headers.put("Vary", "Accept");
    Answer answer =
        document.isKnownBy(request.headers().all("If-None-Match"))
            ? new Answer.Whole(304, Answer.JSON, new byte[0])
            : representation.answer(document);
    return new Answer.WithHeaders(answer, headers);
  }
}
