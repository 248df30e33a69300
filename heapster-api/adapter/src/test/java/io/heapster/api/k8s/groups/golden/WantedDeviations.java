package io.heapster.api.k8s.groups.golden;

import java.util.List;

/** What differs from the recorded servers on purpose, with the reasons. */
final class WantedDeviations {
  private WantedDeviations() {}

  static final List<Deviation> ALL =
      List.of(
          Deviation.of(
              ".*/(accept-protobuf-first|pods-selected|all)",
              "^contentType: expected application/vnd.kubernetes.protobuf, not application/json$",
              "clients that would rather have protobuf take JSON, too"),
          Deviation.of(
              "resource-metrics/accept-unknown",
              "^/message: expected \"406: Not Acceptable.*Available representations:"
                  + " application/json, application/yaml, .*, not \"406: Not"
                  + " Acceptable.*Available representations: application/json, application/yaml\"$",
              "only what is there is offered: no protobuf, no watch"),
          Deviation.of(
              ".*/bad-metric-selector",
              "^(status: expected 500, not 400|/code: expected 500, not 400|/reason: more than"
                  + " expected)$",
              "the request is wrong, not the server"),
          Deviation.of(
              "external-metrics/unknown",
              "^/message: expected \"the server could not find the metric nope for \", not \"the"
                  + " server could not find the metric nope\"$",
              "the text of the real server breaks off where it would name a resource"),
          Deviation.of(
              ".*/apis",
              "/serverAddressByClientCIDRs: missing$",
              "no client has read the address since discovery goes through the aggregation layer"),
          Deviation.of(
              ".*/apis", "^/apiVersion: more than expected$", "left out for clients of 2015 only"),
          Deviation.of(
              ".*/apis(-aggregated)?",
              "^/(groups|items)/\\[(custom|external)?\\.?metrics.k8s.io\\]: more than expected$",
              "one server has all three groups here; and the real one hides its custom metrics"
                  + " from the aggregated document"),
          Deviation.of(
              ".*/(apis|apis-aggregated|group)",
              "/versions/\\[v1(beta2)?\\]: more than expected$",
              "the second version of a group is served, so it is told"),
          Deviation.of(
              "resource-metrics/apis-aggregated",
              "/responseKind/(group|version): expected \"\"",
              "filled in: nobody has to guess the group of the kind"),
          Deviation.of(
              "resource-metrics/openapi-v3-index",
              "^/paths/(apis|apis/metrics.k8s.io|version): missing$",
              "documents about discovery itself, which no client reads"),
          Deviation.of(
              "resource-metrics/openapi-v3-index",
              "^/paths/apis/(metrics.k8s.io/v1|custom.metrics.k8s.io/v1beta[12]"
                  + "|external.metrics.k8s.io/v1beta1): more than expected$",
              "the other groups and versions of this server"),
          Deviation.of(
              "resource-metrics/openapi-v3-index",
              "/serverRelativeURL: expected",
              "the hash is that of our document; the path is checked by a test of its own"),
          Deviation.of(
              "resource-metrics/openapi-v3-group",
              "^/info/(title|version): expected",
              "our name and version"),
          Deviation.of(
              "resource-metrics/openapi-v3-group",
              "/content/application/(json;stream=watch|vnd.kubernetes.protobuf.*): missing$",
              "only what is there is offered: no protobuf, no watch"),
          Deviation.of(
              "resource-metrics/openapi-v3-group",
              "/description: more than expected$",
              "for people who ask kubectl to explain"));
}
