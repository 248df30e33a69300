package io.heapster.api.k8s.groups.external;

import io.heapster.api.http.Answer;
import io.heapster.api.json.JsonBytes;
import io.heapster.api.k8s.groups.media.Accepted;
import io.heapster.api.k8s.groups.media.Form;
import io.heapster.api.k8s.groups.media.ListBody;
import io.heapster.api.k8s.groups.media.Representation;
import io.heapster.api.k8s.groups.query.Failures;
import io.heapster.api.k8s.groups.query.GroupPath;
import io.heapster.api.k8s.groups.query.Selection;
import io.heapster.api.k8s.request.ApiRequest;
import io.heapster.api.k8s.request.Endpoint;
import io.heapster.api.k8s.request.StatusException;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.ExternalMetricsProvider;
import io.heapster.api.provider.MetricsException;
import java.util.List;
import java.util.Optional;

/** Answers {@code external.metrics.k8s.io}: the values of a metric, as a list. */
public final class ExternalMetricsEndpoint implements Endpoint {
  private static final byte[] HEAD =
      JsonBytes.ascii(
          "{\"kind\":\"ExternalMetricValueList\",\"apiVersion\":\"external.metrics.k8s.io/v1beta1\","
              + "\"metadata\":{},\"items\":[");
  private static final byte[] TAIL = JsonBytes.ascii("]}");

  private final ExternalMetricsProvider provider;

  public ExternalMetricsEndpoint(ExternalMetricsProvider provider) {
    this.provider = provider;
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    return GroupPath.of(request.info(), ExternalGroup.NAME, ExternalGroup.VERSIONS)
        .map(path -> values(request, path));
  }

  private Answer values(ApiRequest request, GroupPath path) {
    if (!path.inNamespace() || path.length() != 3) {
      throw StatusException.noSuchResource();
    }
    request.info().requireRead();
    // There are no tables of values: who wants one gets the list, and prints that.
    Representation representation =
        Accepted.by(request).choose(form -> !(form instanceof Form.Unknown));
    String metric = path.at(2);
    Selection.requireNoWatch(request.query(), ExternalGroup.NAME, metric);
    Selection selection = Selection.of(request.query());
    try {
      List<ExternalMetricValue> values =
          provider.values(path.at(1), new ExternalMetricInfo(metric), selection.labels());
      return representation.answer(
          new ListBody<>(HEAD, values.iterator(), new ExternalValueWriter(), TAIL));
    } catch (MetricsException e) {
      throw Failures.status(e);
    }
  }
}
