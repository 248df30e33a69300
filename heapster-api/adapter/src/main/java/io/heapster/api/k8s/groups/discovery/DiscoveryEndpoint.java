package io.heapster.api.k8s.groups.discovery;

import io.heapster.api.http.Answer;
import io.heapster.api.k8s.groups.media.Accepted;
import io.heapster.api.k8s.groups.media.Document;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.k8s.groups.media.Representation;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.StatusException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code /apis}, {@code /apis/<group>} and {@code /apis/<group>/<version>} from memory.
 * Whether Kubernetes forwards any request to this server at all depends on these answers, so they
 * depend on nothing else.
 */
public final class DiscoveryEndpoint implements Endpoint {
  private final List<ApiGroup> groups;

  /** The documents of the last catalogue that was asked for. */
  private volatile Documents documents;

  public DiscoveryEndpoint(List<ApiGroup> groups) {
    this.groups = List.copyOf(groups);
    this.documents = new Documents(new Catalog(List.of()));
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    List<String> path = request.info().segments();
    if (path.isEmpty() || !path.getFirst().equals("apis")) {
      return Optional.empty();
    }
    return switch (path.size()) {
      case 1 -> Optional.of(root(request));
      case 2 -> entry(path.get(1)).map(group -> plain(request, group.name()));
      case 3 -> entry(path.get(1)).map(group -> version(request, group, path.get(2)));
      default -> Optional.empty();
    };
  }

  private Optional<ApiGroup> entry(String name) {
    return groups.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  private Answer version(ApiRequest request, ApiGroup group, String version) {
    if (!group.versions().contains(version)) {
      throw StatusException.noSuchResource();
    }
    return plain(request, group.name() + "/" + version);
  }

  private Answer plain(ApiRequest request, String key) {
    request.info().requireRead();
    Representation representation = Accepted.by(request).choose(Form.PLAIN::equals);
    return representation.answer(current().plain(key));
  }

  private Answer root(ApiRequest request) {
    request.info().requireRead();
    Accepted accepted = Accepted.by(request);
    // Clients that want a document which is not known here read the plain one.
    Representation representation =
        accepted
            .find(form -> form.equals(Form.PLAIN) || form instanceof Form.GroupDiscovery)
            .orElseGet(() -> accepted.choose(_ -> true));
    return representation.form() instanceof Form.GroupDiscovery(String format)
        ? aggregated(request, format)
        : representation.answer(current().plain(""));
  }

  private Answer aggregated(ApiRequest request, String format) {
    Document document = current().aggregated(format);
    // To the letter: aggregation layers of old compare the whole text.
    String type =
        "application/json;g=apidiscovery.k8s.io;v=" + format + ";as=APIGroupDiscoveryList";
    boolean known = document.isKnownBy(request.headers().all("If-None-Match"));
    Answer answer =
        known
            ? new Answer.Whole(304, type, new byte[0])
            : new Answer.Whole(200, type, document.json());
    return new Answer.WithHeaders(
        answer, Map.of("ETag", document.entityTag(), "Vary", "Accept", "Cache-Control", "public"));
  }

  private Documents current() {
    Catalog now = Catalog.of(groups);
    Documents last = documents;
    if (!last.catalog().equals(now)) {
      last = new Documents(now);
      documents = last;
    }
    return last;
  }
}
