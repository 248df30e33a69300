package io.heapster.app.closedform;

import io.heapster.core.metric.Metric;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.model.MetricSet;
import io.heapster.core.model.MetricValue;
import io.heapster.sources.simulated.world.Load;
import io.heapster.sources.simulated.world.Resources;
import io.heapster.sources.simulated.world.SimulatedCluster;
import io.heapster.sources.simulated.world.SimulatedContainer;
import io.heapster.sources.simulated.world.SimulatedNode;
import io.heapster.sources.simulated.world.SimulatedPod;
import io.heapster.sources.simulated.world.Totals;
import io.heapster.sources.simulated.world.Traffic;
import io.heapster.sources.simulated.world.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What one tick must hold, from the simulator's truth: every rate and every sum of containers,
 * pods, nodes, namespaces and the cluster.
 *
 * @param scraped nodes that answered
 * @param rated of these, the nodes whose rates are known
 */
record ExpectedTick(
    SimulatedCluster cluster, long second, IntPredicate scraped, IntPredicate rated) {

  List<String> differences(DataBatch batch) {
    var check = new Check(batch);
    int expectedPods = 0;
    for (SimulatedNode node : cluster.nodes()) {
      if (scraped.test(node.index())) {
        expectedPods += checkNode(check, node);
      } else {
        check.absent(new EntityKey.Node(node.name()));
      }
    }
    check.equal("number of pods", expectedPods, batch.pods().size());
    Truth truth = cluster.truth(second);
    for (String namespace : cluster.namespaces()) {
      checkSums(
          check,
          new EntityKey.Namespace(namespace),
          truth.namespace(namespace, scraped),
          truth.namespace(namespace, rated));
    }
    checkSums(check, EntityKey.Cluster.INSTANCE, truth.cluster(scraped), truth.cluster(rated));
    return check.differences;
  }

  private int checkNode(Check check, SimulatedNode node) {
    int index = node.index();
    var key = new EntityKey.Node(node.name());
    Totals pods = cluster.truth(second).node(index);
    check.rate(key, PlainMetrics.CPU_USAGE_RATE, node.cpuMillicores(), rated.test(index));
    checkTraffic(check, key, node.traffic(), rated.test(index));
    check.value(key, PlainMetrics.MEMORY_USAGE, cluster.truth(second).nodeMemoryUsageBytes(index));
    checkResources(check, key, pods.resources());
    double used = rated.test(index) ? node.cpuMillicores() : 0;
    check.value(
        key, PlainMetrics.CPU_NODE_UTILIZATION, used / (double) node.allocatableMillicores());
    List<SimulatedPod> all = cluster.pods(index, cluster.sampleSecond(index, second));
    all.forEach(pod -> checkPod(check, pod));
    return all.size();
  }

  private void checkPod(Check check, SimulatedPod pod) {
    var key = new EntityKey.Pod(pod.namespace(), pod.name());
    long sampled = cluster.sampleSecond(pod.node(), second);
    boolean rate = rated.test(pod.node());
    check.rate(key, PlainMetrics.CPU_USAGE_RATE, pod.cpuMillicores(), rate);
    check.value(key, PlainMetrics.MEMORY_USAGE, pod.memoryUsageBytes(sampled));
    check.value(key, PlainMetrics.MEMORY_WORKING_SET, pod.workingSetBytes(sampled));
    if (!pod.workload().hostNetwork()) {
      checkTraffic(check, key, pod.traffic(), rate);
    }
    for (SimulatedContainer container : pod.containers()) {
      var containerKey = new EntityKey.PodContainer(key, container.name());
      Load load = container.load();
      check.rate(containerKey, PlainMetrics.CPU_USAGE_RATE, load.cpuMillicores(), rate);
      check.rate(
          containerKey, PlainMetrics.MEMORY_PAGE_FAULTS_RATE, load.pageFaultsPerSecond(), rate);
      check.value(containerKey, PlainMetrics.MEMORY_WORKING_SET, load.workingSetBytes(sampled));
      check.value(containerKey, PlainMetrics.RESTART_COUNT, container.restartCount());
      checkResources(check, containerKey, container.resources());
    }
  }

  private static void checkTraffic(Check check, EntityKey key, Traffic traffic, boolean isRated) {
    check.rate(key, PlainMetrics.NETWORK_RX_RATE, traffic.rxBytesPerSecond(), isRated);
    check.rate(key, PlainMetrics.NETWORK_TX_RATE, traffic.txBytesPerSecond(), isRated);
    check.rate(key, PlainMetrics.NETWORK_RX_ERRORS_RATE, traffic.rxErrorsPerSecond(), isRated);
  }

  private static void checkSums(Check check, EntityKey key, Totals all, Totals withRate) {
    if (all.pods() == 0) {
      check.absent(key);
      return;
    }
    check.rate(key, PlainMetrics.CPU_USAGE_RATE, withRate.cpuMillicores(), withRate.pods() > 0);
    check.value(key, PlainMetrics.MEMORY_USAGE, all.memoryUsageBytes());
    checkResources(check, key, all.resources());
  }

  private static void checkResources(Check check, EntityKey key, Resources resources) {
    check.value(key, PlainMetrics.CPU_REQUEST, resources.cpuRequestMillicores());
    check.value(key, PlainMetrics.CPU_LIMIT, resources.cpuLimitMillicores());
    check.value(key, PlainMetrics.MEMORY_REQUEST, resources.memoryRequestBytes());
    check.value(key, PlainMetrics.MEMORY_LIMIT, resources.memoryLimitBytes());
  }

  private static final class Check {
    private final DataBatch batch;
    private final List<String> differences = new ArrayList<>();

    Check(DataBatch batch) {
      this.batch = batch;
    }

    void absent(EntityKey key) {
      if (batch.metricSet(key).isPresent()) {
        differences.add(key.text() + ": should be absent");
      }
    }

    void rate(EntityKey key, Metric metric, double wanted, boolean isKnown) {
      if (isKnown) {
        value(key, metric, wanted);
      } else if (find(key, metric).isPresent()) {
        differences.add(key.text() + " " + metric + ": should have no rate yet");
      }
    }

    void value(EntityKey key, Metric metric, double wanted) {
      equal(
          key.text() + " " + metric,
          wanted,
          find(key, metric).map(MetricValue::asDouble).orElse(Double.NaN));
    }

    void equal(String what, double wanted, double was) {
      if (wanted != was) {
        differences.add(what + ": expected " + wanted + " but was " + was);
      }
    }

    private Optional<MetricValue> find(EntityKey key, Metric metric) {
      return batch.metricSet(key).flatMap((MetricSet set) -> set.value(metric));
    }
  }
}
