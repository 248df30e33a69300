package io.heapster.sinks.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.sinks.rows.EncodedRows;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.OddBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SeriesEncoderTest {
  private static final String AT = " @" + OddBatch.TIME.toEpochMilli();

  private static List<String> series(String options, DataBatch batch) {
    return series(options, ",", batch);
  }

  private static List<String> series(String options, String labelSeparator, DataBatch batch) {
    var uri = ComponentUri.parse("prometheus-remote-write:http://host:9090" + options, _ -> null);
    var parsed = new Options("sink", uri.options());
    RemoteWriteConfig config = RemoteWriteConfig.from(uri.base(), parsed);
    assertThat(parsed.problems()).isEmpty();
    return EncodedRows.of(config.encoder(labelSeparator, new Counter()), batch).stream()
        .flatMap(row -> WriteRequests.parse(row).stream())
        .map(WriteRequests.Series::toString)
        .toList();
  }

  @Test
  void encode_everyKindOfEntity_hasSortedLabelsAndItsValue() {
    assertThat(series("", OddBatch.batch()))
        .containsExactly(
            "{__name__=heapster_cpu_limit, cluster=k8s-cluster, type=cluster} -5.0" + AT,
            "{__name__=heapster_memory_usage, cluster=k8s-cluster, namespace_name=shop, type=ns}"
                + " 9.223372036854776E18"
                + AT,
            "{__name__=heapster_cpu_usage_total, cluster=k8s-cluster, hostname=n1.example.com,"
                + " nodename=n1, type=node} 1.234567890123E12"
                + AT,
            "{__name__=heapster_cpu_node_utilization, cluster=k8s-cluster,"
                + " hostname=n1.example.com, nodename=n1, type=node} 0.1234565"
                + AT,
            "{__name__=heapster_filesystem_usage, cluster=k8s-cluster, hostname=n1.example.com,"
                + " nodename=n1, resource_id=/, type=node} 7.0"
                + AT,
            "{__name__=heapster_filesystem_usage, cluster=k8s-cluster, hostname=n1.example.com,"
                + " nodename=n1, resource_id=/dev/sd a, type=node} 8.0"
                + AT,
            "{__name__=heapster_network_rx_rate, cluster=k8s-cluster, hostname=n1.example.com,"
                + " label_app=shop, label_tier_io_x=a=b|c, nodename=n1, pod_name=web.1, type=pod}"
                + " 1.23456789E7"
                + AT,
            "{__name__=heapster_custom_queue_length_a_b, cluster=k8s-cluster,"
                + " hostname=n1.example.com, label_app=shop, label_tier_io_x=a=b|c, nodename=n1,"
                + " pod_name=web.1, type=pod} NaN"
                + AT,
            "{__name__=heapster_custom_queue_length_a_b, cluster=k8s-cluster,"
                + " container_name=ng/inx, hostname=n1.example.com, nodename=n1,"
                + " type=pod_container} 1.0E-7"
                + AT,
            "{__name__=heapster_memory_rss, cluster=k8s-cluster, hostname=n1.example.com,"
                + " nodename=n1, type=sys_container} 0.0"
                + AT);
  }

  @Test
  void encode_labelsJoinedOrNone_asAsked() {
    DataBatch batch =
        BatchScript.at(OddBatch.TIME)
            .entity(EntityKey.Cluster.INSTANCE, Map.of("labels", "a:b,c:d", "Zone", "z"))
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, 1)
            .build();

    assertThat(series("?labels=joined&cluster=&prefix=k8s:", batch))
        .containsExactly("{Zone=z, __name__=k8s:cpu_limit, labels=a:b,c:d} 1.0" + AT);
    assertThat(series("?labels=none&cluster=eu", batch))
        .containsExactly("{Zone=z, __name__=heapster_cpu_limit, cluster=eu} 1.0" + AT);
    assertThat(series("?cluster=", ",c", batch))
        .containsExactly("{Zone=z, __name__=heapster_cpu_limit, label__=d, label_a=b} 1.0" + AT);
  }

  @Test
  void encode_keysThatBecomeTheSame_keepBothValues() {
    DataBatch batch =
        BatchScript.at(OddBatch.TIME)
            .entity(EntityKey.Cluster.INSTANCE, Map.of("labels", "a.b:1,a-b:2", "9x", "y"))
            .value(EntityKey.Cluster.INSTANCE, PlainMetrics.CPU_LIMIT, 1)
            .build();

    assertThat(series("?cluster=", batch))
        .containsExactly("{_9x=y, __name__=heapster_cpu_limit, label_a_b=1;2} 1.0" + AT);
  }
}
