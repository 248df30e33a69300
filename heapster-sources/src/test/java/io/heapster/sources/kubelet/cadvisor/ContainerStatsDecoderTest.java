package io.heapster.sources.kubelet.cadvisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerStatsDecoderTest {
  private static final String STATS =
      """
      'stats':[{'timestamp':'2018-07-26T12:58:00Z','cpu':{'usage':{'total':1}}},
        {'timestamp':'2018-07-26T12:59:00.5Z','cpu':{'usage':{'total':2,'user':1}},
         'memory':{'usage':3,'cache':4,'rss':5,'working_set':6,
                   'container_data':{'pgfault':7,'pgmajfault':8}},
         'network':{'name':'eth0','rx_bytes':1000,'interfaces':[
            {'name':'eth0','rx_bytes':10,'rx_errors':1,'tx_bytes':20,'tx_errors':2},
            {'name':'eth1','rx_bytes':5}]},
         'filesystem':[{'device':'/dev/sda1','usage':1,'capacity':2,'available':3,
                        'has_inodes':true,'inodes':4,'inodes_free':5},
                       {'device':'/dev/sdb','usage':6,'inodes':7}],
         'diskio':{'io_service_bytes':[{'device':'sda','stats':{'Read':8,'Write':9,'Sync':1}},
                                       {'major':8,'minor':16,'stats':{'Read':1}}]},
         'accelerators':[{'make':'nvidia','model':'t4','id':'0','memory_total':1,
                          'memory_used':2,'duty_cycle':3}],
         'custom_metrics':{'qps':[{'timestamp':'2018-07-26T12:59:00Z','int_value':5},
                                  {'timestamp':'2018-07-26T12:58:00Z','int_value':4}],
                           'ratio':[{'timestamp':'2018-07-26T12:58:00Z','float_value':0.5}],
                           'unknown':[{'int_value':1}]}}]
      """;

  private final ContainerStatsDecoder decoder = new ContainerStatsDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  private Map<String, Map<String, String>> decode(String json) throws MalformedAnswerException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    decoder.decode(body, body.length, names, sample);
    return SampleView.of(sample);
  }

  private static String spec(String flags, String labels) {
    return "'spec':{'creation_time':'2018-07-26T12:00:00Z','image':'nginx:1',"
        + flags
        + "'labels':{"
        + labels
        + "},"
        + "'custom_metrics':[{'name':'qps','type':'gauge','format':'int'},"
        + "{'name':'ratio','type':'cumulative','format':'float'},"
        + "{'name':'odd','type':'delta','format':'int'}]}";
  }

  private static final String EVERYTHING =
      "'has_cpu':true,'has_memory':true,'has_network':true,'has_filesystem':true,"
          + "'has_diskio':true,";
  private static final String IN_POD =
      "'io.kubernetes.pod.namespace':'ns','io.kubernetes.pod.name':'p','io.kubernetes.pod.uid':'u',"
          + "'io.kubernetes.container.name':";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decode_node_takesTheLastSampleOfWhatIsMeasured(boolean specFirst) throws Exception {
    String spec = spec(EVERYTHING, "");
    String fields = specFirst ? spec + "," + STATS : STATS + "," + spec;
    var node = decode("{'/':{'name':'/'," + fields + "}}").get("node");
    assertThat(node)
        .containsEntry("start", "1532606400000000000")
        .containsEntry("sample", "1532609940500000000")
        .containsEntry("cpu/usage", "2")
        .containsEntry("memory/usage", "3")
        .containsEntry("memory/cache", "4")
        .containsEntry("memory/rss", "5")
        .containsEntry("memory/working_set", "6")
        .containsEntry("memory/page_faults", "7")
        .containsEntry("memory/major_page_faults", "8")
        .containsEntry("network/rx", "15")
        .containsEntry("network/rx_errors", "1")
        .containsEntry("network/tx", "20")
        .containsEntry("network/tx_errors", "2")
        .containsEntry("filesystem/usage{resource_id=/dev/sda1}", "1")
        .containsEntry("filesystem/limit{resource_id=/dev/sda1}", "2")
        .containsEntry("filesystem/available{resource_id=/dev/sda1}", "3")
        .containsEntry("filesystem/inodes{resource_id=/dev/sda1}", "4")
        .containsEntry("filesystem/inodes_free{resource_id=/dev/sda1}", "5")
        .containsEntry("filesystem/usage{resource_id=/dev/sdb}", "6")
        .containsEntry("disk/io_read_bytes{resource_id=sda}", "8")
        .containsEntry("disk/io_write_bytes{resource_id=sda}", "9")
        .containsEntry("disk/io_read_bytes{resource_id=8:16}", "1")
        .containsEntry("disk/io_write_bytes{resource_id=8:16}", "0")
        .containsEntry("accelerator/memory_used{accelerator_id=0,make=nvidia,model=t4}", "2")
        .containsEntry("custom/qps", "gauge 5.0")
        .containsEntry("custom/ratio", "cumulative 0.5")
        .hasSize(28);
    assertThat(sample.malformedValues()).isZero();
  }

  @Test
  void decode_withoutFlags_writesNothingThatIsGuarded() throws Exception {
    var node = decode("{'/':{'name':'/'," + spec("", "") + "," + STATS + "}}").get("node");
    assertThat(node.keySet())
        .noneMatch(name -> name.matches("(cpu|memory|network|filesystem|disk)/.*"));
  }

  @Test
  void decode_names_tellTheKindOfEntity() throws Exception {
    String stats = "," + spec("'has_cpu':true,", "") + "," + STATS;
    String inPod = "," + spec("'has_cpu':true,", IN_POD + "'web'") + "," + STATS;
    String infrastructure = "," + spec("'has_cpu':true,", IN_POD + "'POD'") + "," + STATS;
    var view =
        decode(
            "{'a':{'name':'/docker-daemon'"
                + stats
                + "},"
                + "'b':{'name':'/docker/abc','aliases':['k8s_web.1','x']"
                + inPod
                + "},"
                + "'c':{'name':'/docker/def'"
                + infrastructure
                + "},"
                + "'d':{'name':'/gone','stats':[]},"
                + "'e':{'name':'/gone'}}");
    assertThat(view)
        .containsOnlyKeys(
            "node/container:docker-daemon",
            "namespace:ns/pod:p",
            "namespace:ns/pod:p/container:web");
    assertThat(view.get("namespace:ns/pod:p"))
        .containsEntry("cpu/usage", "2")
        .containsEntry("uid", "u");
    assertThat(sample.image(2)).isEqualTo("nginx:1");
  }

  @ParameterizedTest
  @CsvSource({
    "k8s_test.testkubelet, namespace:ns/pod:p/container:test",
    "k8s_.x, node/container:k8s_.x",
    ".x, node/container:.x",
    "plain, node/container:plain"
  })
  void decode_kubernetes10Names_areReadOutOfTheContainersName(String name, String key)
      throws Exception {
    String labels = "'io.kubernetes.pod.name':'ns/p'";
    var view = decode("{'x':{'name':'" + name + "'," + spec("", labels) + "," + STATS + "}}");
    assertThat(view).containsKey(key);
  }

  @Test
  void decode_sameContainerTwice_keepsTheYounger() throws Exception {
    String younger = spec("'has_cpu':true,", IN_POD + "'web'") + "," + STATS;
    String older = younger.replace("T12:00:00Z", "T11:00:00Z").replace("'total':2", "'total':9");
    for (String both :
        new String[] {
          "'a':{'name':'a'," + younger + "},'b':{'name':'b'," + older + "}",
          "'b':{'name':'b'," + older + "},'a':{'name':'a'," + younger + "}"
        }) {
      assertThat(decode("{" + both + "}").get("namespace:ns/pod:p/container:web"))
          .containsEntry("cpu/usage", "2");
    }
  }

  @Test
  void decode_wrongTypes_areCountedAndSkipped() throws Exception {
    var view =
        decode(
            "{'/':{'name':'/','aliases':{},'spec':{'has_cpu':1,'labels':[],'has_memory':true},"
                + "'stats':[7,{'cpu':'x','memory':{'usage':-1,'rss':5}}]},'b':[],'c':null}");
    assertThat(view.get("node")).containsEntry("memory/rss", "5").doesNotContainKey("memory/usage");
    assertThat(sample.malformedValues()).isEqualTo(7);
  }

  @Test
  void decode_cutAnywhere_isRefused() {
    String json = "{'/':{'name':'/'," + spec(EVERYTHING, IN_POD + "'web'") + "," + STATS + "}}";
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < body.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> decoder.decode(body, cut, names, sample))
          .isInstanceOfSatisfying(
              MalformedAnswerException.class,
              e -> assertThat(e.byteOffset()).isBetween(0L, (long) cut));
    }
  }

  @Test
  void decode_flippedBytes_decodesOrRefuses() {
    String json = "{'/':{'name':'/x'," + spec(EVERYTHING, IN_POD + "'web'") + "," + STATS + "}}";
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] flipped = body.clone();
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      try {
        decoder.decode(flipped, flipped.length, names, sample);
        assertThat(SampleView.of(sample)).isNotNull();
      } catch (MalformedAnswerException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 4_999);
  }
}
