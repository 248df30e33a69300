package io.heapster.api.k8s.groups;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heapster.api.http.Answer;
import io.heapster.api.http.QueryString;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.identity.Attributes;
import io.heapster.api.k8s.identity.RequestHeaders;
import io.heapster.api.k8s.identity.UserInfo;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.RequestInfo;
import io.heapster.api.k8s.request.StatusException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks an endpoint without a server around it, which does no more than wrap failures here. */
public record Caller(Endpoint endpoint) {
  private static final UserInfo ADMIN = new UserInfo("admin", "", List.of(), Map.of());

  public Reply get(String pathAndQuery) {
    return ask("GET", pathAndQuery, Map.of());
  }

  public Reply get(String pathAndQuery, String header, String... lines) {
    return ask("GET", pathAndQuery, Map.of(header, List.of(lines)));
  }

  public Reply ask(String method, String pathAndQuery, Map<String, List<String>> headers) {
    try {
      return endpoint
          .answer(request(method, pathAndQuery, headers))
          .map(answer -> reply(answer, Map.of()))
          .orElseGet(Caller::nowhere);
    } catch (StatusException e) {
      return failure(e);
    }
  }

  private static Reply nowhere() {
    byte[] body = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
    return new Reply(404, "text/plain; charset=utf-8", Map.of(), body);
  }

  private static Reply reply(Answer answer, Map<String, String> headers) {
    return switch (answer) {
      case Answer.Whole whole ->
          new Reply(whole.status(), whole.contentType(), headers, whole.body());
      case Answer.Streamed streamed -> {
        var out = new JsonBytes(64);
        Answer.Pieces pieces = streamed.body().into(out);
        boolean more = true;
        while (more) {
          more = pieces.next();
        }
        yield new Reply(200, streamed.contentType(), headers, out.toByteArray());
      }
      case Answer.WithHeaders with -> reply(with.answer(), with.headers());
    };
  }

  private static Reply failure(StatusException failure) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", failure.text());
    if (!failure.reason().isEmpty()) {
      status.put("reason", failure.reason());
    }
    StatusException.Details details = failure.details();
    if (details.given()) {
      ObjectNode told = status.putObject("details");
      Map.of("name", details.name(), "group", details.group(), "kind", details.kind())
          .forEach((key, value) -> {
            if (!value.isEmpty()) {
              told.put(key, value);
            }
          });
    }
    status.put("code", failure.code());
    byte[] body = status.toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(failure.code(), Answer.JSON, failure.headers(), body);
  }

  private static ApiRequest request(
      String method, String pathAndQuery, Map<String, List<String>> headers) {
    int mark = pathAndQuery.indexOf('?');
    String raw = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    String path = URLDecoder.decode(raw, StandardCharsets.UTF_8);
    List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
    boolean slashAtEnd = segments.getLast().isEmpty();
    var info =
        new RequestInfo(
            method,
            path,
            slashAtEnd ? segments.subList(0, segments.size() - 1) : segments,
            new Attributes.Path(method, path));
    return new ApiRequest(info, ADMIN, QueryString.parse(query), new Headers(headers));
  }

  private record Headers(Map<String, List<String>> lines) implements RequestHeaders {
    Headers {
      var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
      anyCase.putAll(lines);
      lines = anyCase;
    }

    @Override
    public List<String> all(String name) {
      return lines.getOrDefault(name, List.of());
    }

    @Override
    public Collection<String> names() {
      return lines.keySet();
    }
  }
}
