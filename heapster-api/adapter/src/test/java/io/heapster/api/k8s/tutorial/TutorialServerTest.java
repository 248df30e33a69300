package io.heapster.api.k8s.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.k8s.adapter.AdapterUnderTest;
import io.heapster.api.k8s.adapter.ClusterAccess;
import io.heapster.api.k8s.adapter.MetricsAdapter;
import io.heapster.api.k8s.adapter.MetricsAdapterBuilder;
import io.heapster.api.provider.ClusterObjects;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.KindOfObjects;
import io.heapster.api.provider.ObjectName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server half of docs/writing-an-adapter.md, run. */
final class TutorialServerTest {
  private static final String EXTERNAL = "/apis/external.metrics.k8s.io/v1beta1";
  private static final String CUSTOM = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/";

  @TempDir private Path folder;
  private final QueueAdapter.Broker broker = new QueueAdapter.Broker();

  private static ClusterAccess cluster(ClusterAccess.Settings settings) {
    var pods = new KindOfObjects(GroupResource.core("pods"), "pod", "Pod", "v1", true);
    var deployments =
        new KindOfObjects(
            GroupResource.parse("deployments.apps"), "deployment", "Deployment", "v1", true);
    var objects =
        new ClusterObjects(
            asked ->
                asked.equals(pods.resource())
                    ? Optional.of(pods)
                    : Optional.of(deployments).filter(kind -> kind.resource().equals(asked)),
            (kind, namespace, selector) -> List.of(new ObjectName(namespace, "web-1")));
    return new ClusterAccess(objects, () -> {});
  }

  /** As in the main method, which ends the process. */
  private MetricsAdapterBuilder program(String... arguments) {
    return MetricsAdapter.builder("queue-adapter")
        .flags(arguments)
        .flag("broker", "http://broker:8161", "Address of the broker.", broker::connect)
        .cluster(TutorialServerTest::cluster);
  }

  @Test
  void program_withItsOwnFlag_servesBothGroups() throws Exception {
    MetricsAdapterBuilder builder =
        program("--broker=http://other:1")
            .externalMetrics(new QueueDepths(broker))
            .customMetrics(objects -> new RequestRates(objects));
    try (var adapter = new AdapterUnderTest(folder, builder)) {
      assertThat(adapter.get(EXTERNAL + "/namespaces/shop/queue_depth").body())
          .contains("\"broker\":\"other\"")
          .contains("\"value\":\"42\"");
      assertThat(adapter.get(CUSTOM + "pods/*/http_requests_per_second").body())
          .contains("\"value\":\"20500m\"");
    }
  }

  @Test
  void program_ownFlagWithABadValue_isToldWithTheFlagsName() {
    MetricsAdapter adapter =
        program("--secure-port=1", "--broker=nonsense")
            .externalMetrics(new QueueDepths(broker))
            .build();
    assertThatThrownBy(adapter::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--broker=nonsense: write an address such as http://broker:8161");
  }

  @Test
  void flag_namedAsAnother_isRefused() {
    assertThatThrownBy(() -> program().flag("secure-port", "", "", text -> {}))
        .hasMessage("there is a flag --secure-port already");
    assertThatThrownBy(() -> program().flag("broker", "", "", text -> {}))
        .hasMessage("there is a flag --broker already");
  }

  @Test
  void routes_ofSeveralProviders_areTriedInOrder() throws Exception {
    ClusterObjects objects = cluster(new ClusterAccess.Settings("", Duration.ZERO)).objects();
    MetricsAdapterBuilder builder =
        QueueAdapter.routed(
            program(),
            new RequestRates(objects),
            new RequestRates(objects),
            new QueueDepths(broker),
            new QueueDepths(broker));
    try (var adapter = new AdapterUnderTest(folder, builder)) {
      assertThat(adapter.get(CUSTOM + "pods/web-1/http_requests_per_second").statusCode())
          .isEqualTo(200);
      assertThat(adapter.get(CUSTOM + "deployments.apps/web/http_requests_per_second").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void forwarding_toAServerThatIsAway_leavesTheOwnMetricsAlone() throws Exception {
    MetricsAdapterBuilder builder = program();
    try (var forward =
            QueueAdapter.forwarding(
                builder, new QueueDepths(broker), ".*=https://127.0.0.1:9;timeout=1s");
        var adapter = new AdapterUnderTest(folder, builder)) {
      assertThat(forward).isNotNull();
      assertThat(adapter.get(EXTERNAL + "/namespaces/shop/queue_depth").statusCode())
          .isEqualTo(200);
      assertThat(adapter.get(EXTERNAL + "/namespaces/shop/other").statusCode()).isEqualTo(503);
      assertThat(adapter.get("/metrics").body()).contains("outcome=\"unavailable\"} 1\n");
    }
  }
}
