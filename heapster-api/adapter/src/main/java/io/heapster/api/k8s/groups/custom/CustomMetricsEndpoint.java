package io.heapster.api.k8s.groups.custom;

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
import io.heapster.api.provider.CustomMetricsProvider;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.ResourceMapper;
import io.heapster.api.provider.selector.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code custom.metrics.k8s.io}: a metric of one object, or of all that a selector picks;
 * always as a list.
 */
public final class CustomMetricsEndpoint implements Endpoint {
  private final CustomMetricsProvider provider;
  private final ResourceMapper mapper;

  public CustomMetricsEndpoint(CustomMetricsProvider provider, ResourceMapper mapper) {
    this.provider = provider;
    this.mapper = mapper;
  }

  @Override
  public Optional<Answer> answer(ApiRequest request) {
    return GroupPath.of(request.info(), CustomGroup.NAME, CustomGroup.VERSIONS)
        .map(path -> values(request, path.version(), CustomPath.of(path)));
  }

  private Answer values(ApiRequest request, String version, CustomPath path) {
    request.info().requireRead();
    // There are no tables of values: who wants one gets the list, and prints that.
    Representation representation =
        Accepted.by(request).choose(form -> !(form instanceof Form.Unknown));
    Selection selection = Selection.of(request.query());
    LabelSelector labels = Selection.labels(request.query(), "metricLabelSelector");
    if (!path.isForAll()) {
      selection.requireName(path.object());
    }
    try {
      return representation.answer(body(version, ask(path, selection.labels(), labels)));
    } catch (MetricsException e) {
      throw Failures.status(e);
    }
  }

  private List<MetricValue> ask(CustomPath path, LabelSelector objects, LabelSelector labels) {
    Target target = Target.of(path, mapper);
    if (path.isForAll()) {
      return provider.valuesOf(target.namespace(), objects, target.metric(), labels);
    }
    var object = new ObjectName(target.namespace(), path.object());
    return List.of(provider.valueOf(object, target.metric(), labels));
  }

  private static Answer.Body body(String version, List<MetricValue> values) {
    String head =
        "{\"kind\":\"MetricValueList\",\"apiVersion\":\"%s/%s\",\"metadata\":{},\"items\":["
            .formatted(CustomGroup.NAME, version);
    return new ListBody<>(
        JsonBytes.ascii(head),
        values.iterator(),
        new ValueWriter(version.equals("v1beta1")),
        JsonBytes.ascii("]}"));
  }
}
