package io.heapster.sources.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryDecoderTest {
  private static final String POD_REF = "'podRef':{'name':'p','namespace':'ns','uid':'u'}";

  private final SummaryDecoder decoder = new SummaryDecoder();
  private final NodeNames names = new NodeNames();
  private final NodeSample sample = new NodeSample();

  private Map<String, Map<String, String>> decode(String json) throws MalformedAnswerException {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    decoder.decode(body, body.length, names, sample);
    return SampleView.of(sample);
  }

  private Map<String, String> decodeNode(String fields) throws MalformedAnswerException {
    return decode("{'node':{'nodeName':'n'," + fields + "}}").get("node");
  }

  private Map<String, String> decodePod(String fields) throws MalformedAnswerException {
    return decode("{'pods':[{" + POD_REF + "," + fields + "}]}").get("namespace:ns/pod:p");
  }

  // --- mapping of what is newer than Heapster

  @Test
  void decode_nodeWithNewBlocks_fillsOurMetrics() throws Exception {
    var node =
        decodeNode(
            """
            'cpu':{'usageNanoCores':7,'psi':{'some':{'total':5,'avg10':0.25,'avg60':1,'avg300':2.5e1},
                   'full':{'total':6}}},
            'memory':{'availableBytes':9,'psi':{'full':{'avg10':0.5}}},
            'io':{'time':'2026-11-21T05:25:56Z','psi':{'some':{'total':8}}},
            'swap':{'swapUsageBytes':1,'swapAvailableBytes':2},
            'rlimit':{'maxpid':32768,'curproc':276},
            'runtime':{'imageFs':{'usedBytes':3},'containerFs':{'inodesUsed':4}}
            """);
    assertThat(node)
        .containsEntry("cpu/usage_nanocores", "7")
        .containsEntry("cpu/pressure_some_total", "5")
        .containsEntry("cpu/pressure_some_avg10", "0.25")
        .containsEntry("cpu/pressure_some_avg60", "1.0")
        .containsEntry("cpu/pressure_some_avg300", "25.0")
        .containsEntry("cpu/pressure_full_total", "6")
        .containsEntry("memory/available", "9")
        .containsEntry("memory/pressure_full_avg10", "0.5")
        .containsEntry("io/pressure_some_total", "8")
        .containsEntry("swap/usage", "1")
        .containsEntry("swap/available", "2")
        .containsEntry("rlimit/max_pid", "32768")
        .containsEntry("rlimit/processes", "276")
        .containsEntry("runtime_filesystem/usage{resource_id=imageFs}", "3")
        .containsEntry("runtime_filesystem/inodes_used{resource_id=containerFs}", "4")
        .hasSize(17);
  }

  @Test
  void decode_podCgroup_neverFillsHeapstersMetrics() throws Exception {
    var pod =
        decodePod(
            """
            'cpu':{'time':'2026-11-21T05:25:56Z','usageNanoCores':1,'usageCoreNanoSeconds':2},
            'memory':{'availableBytes':3,'usageBytes':4,'workingSetBytes':5,'rssBytes':6,
                      'pageFaults':7,'majorPageFaults':8},
            'ephemeral-storage':{'usedBytes':9,'capacityBytes':10,'availableBytes':11,
                                 'inodes':12,'inodesFree':13,'inodesUsed':14},
            'process_stats':{'process_count':15}
            """);
    assertThat(pod)
        .containsEntry("cpu/cgroup_usage_nanocores", "1")
        .containsEntry("cpu/cgroup_usage", "2")
        .containsEntry("memory/cgroup_available", "3")
        .containsEntry("memory/cgroup_usage", "4")
        .containsEntry("memory/cgroup_working_set", "5")
        .containsEntry("memory/cgroup_rss", "6")
        .containsEntry("memory/cgroup_page_faults", "7")
        .containsEntry("memory/cgroup_major_page_faults", "8")
        .containsEntry("ephemeral_storage/usage", "9")
        .containsEntry("ephemeral_storage/capacity", "10")
        .containsEntry("ephemeral_storage/available", "11")
        .containsEntry("ephemeral_storage/inodes", "12")
        .containsEntry("ephemeral_storage/inodes_free", "13")
        .containsEntry("ephemeral_storage/inodes_used", "14")
        .containsEntry("process/count", "15")
        .containsEntry("sample", "0")
        .doesNotContainKeys("cpu/usage", "memory/usage", "memory/working_set");
  }

  @Test
  void decode_volumeBehindClaim_isWrittenUnderBothNames() throws Exception {
    var pod =
        decodePod(
            "'volume':[{'usedBytes':1,'pvcRef':{'namespace':'ns','name':'claim'},'name':'data'},"
                + "{'name':'token','usedBytes':2}]");
    assertThat(pod)
        .containsEntry("filesystem/usage{resource_id=Volume:data}", "1")
        .containsEntry("volume_claim/usage{persistentvolumeclaim=claim}", "1")
        .containsEntry("filesystem/usage{resource_id=Volume:token}", "2")
        .doesNotContainKey("volume_claim/usage{persistentvolumeclaim=token}");
  }

  @Test
  void decode_systemContainers_getHeapstersNames() throws Exception {
    var view =
        decode(
            "{'node':{'systemContainers':[{'name':'runtime'},{'name':'misc'},{'name':'kubelet'}]},"
                + "'pods':[{'containers':[{'name':'runtime'}],"
                + POD_REF
                + "}]}");
    assertThat(view)
        .containsOnlyKeys(
            "node",
            "node/container:docker-daemon",
            "node/container:system",
            "node/container:kubelet",
            "namespace:ns/pod:p",
            "namespace:ns/pod:p/container:runtime");
  }

  // --- times

  @Test
  void decode_nodeTimes_takesCpuThenMemoryThenNetwork() throws Exception {
    String network = "'network':{'time':'2026-11-21T05:00:03Z'}";
    String memory = "'memory':{'time':'2026-11-21T05:00:02Z'}";
    String cpu = "'cpu':{'time':'2026-11-21T05:00:01Z'}";
    assertThat(decodeNode(network)).containsEntry("sample", nanos("2026-11-21T05:00:03Z"));
    assertThat(decodeNode(network + "," + memory))
        .containsEntry("sample", nanos("2026-11-21T05:00:02Z"));
    assertThat(decodeNode(network + "," + memory + "," + cpu))
        .containsEntry("sample", nanos("2026-11-21T05:00:01Z"));
    assertThat(decodeNode(memory + ",'cpu':{'time':'0001-01-01T00:00:00Z'}"))
        .containsEntry("sample", nanos("2026-11-21T05:00:02Z"));
    assertThat(decodePod(network + "," + cpu))
        .containsEntry("sample", nanos("2026-11-21T05:00:03Z"));
  }

  private static String nanos(String time) {
    return Long.toString(Instant.parse(time).getEpochSecond() * 1_000_000_000L);
  }

  // --- dead and alive

  @ParameterizedTest
  @CsvSource({
    "05:00:00, 06:00:00, second", // restarted
    "06:00:00, 05:00:00, first", // the dead one is listed behind
    "05:00:00, 05:00:00, second", // as Heapster: the later element
  })
  void decode_containerListedTwice_keepsTheYounger(String first, String second, String winner)
      throws Exception {
    var view =
        decode(
            "{'pods':[{'containers':["
                + container(first, "'cpu':{'time':'2026-11-21T07:00:00Z','usageCoreNanoSeconds':1}")
                + ","
                + container(
                    second, "'cpu':{'time':'2026-11-21T07:00:00Z','usageCoreNanoSeconds':2}")
                + "],"
                + POD_REF
                + "}]}");
    assertThat(view.get("namespace:ns/pod:p/container:c"))
        .containsEntry("cpu/usage", winner.equals("first") ? "1" : "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'name':'c'}", "{'name':'c','cpu':{},'memory':{}}"})
  void decode_deadContainerWithoutStats_neverReplacesTheLiving(String dead) throws Exception {
    String alive =
        container("05:00:00", "'cpu':{'time':'2026-11-21T07:00:00Z','usageCoreNanoSeconds':1}");
    for (String both : new String[] {alive + "," + dead, dead + "," + alive}) {
      var view = decode("{'pods':[{" + POD_REF + ",'containers':[" + both + "]}]}");
      assertThat(view.get("namespace:ns/pod:p/container:c")).containsEntry("cpu/usage", "1");
    }
  }

  private static String container(String start, String fields) {
    return "{'name':'c','startTime':'2026-11-21T" + start + "Z'," + fields + "}";
  }

  @Test
  void decode_podListedTwice_laterPodTakesTheContainersOfBoth() throws Exception {
    String first =
        "{'podRef':{'name':'p','namespace':'ns','uid':'old'},'containers':[{'name':'a'},"
            + "{'name':'b','startTime':'2026-11-21T06:00:00Z'}]}";
    String second =
        "{'podRef':{'name':'p','namespace':'ns','uid':'new'},'containers':["
            + "{'name':'b','startTime':'2026-11-21T05:00:00Z'}]}";
    var view = decode("{'pods':[" + first + "," + second + "]}");
    assertThat(view)
        .containsOnlyKeys(
            "namespace:ns/pod:p",
            "namespace:ns/pod:p/container:a",
            "namespace:ns/pod:p/container:b");
    assertThat(view.get("namespace:ns/pod:p")).containsEntry("uid", "new");
    assertThat(view.get("namespace:ns/pod:p/container:b"))
        .containsEntry("start", nanos("2026-11-21T06:00:00Z"));
    assertThat(sample.malformedValues()).isZero();
  }

  // --- values that are unusable alone

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "\"5\"",
        "{\"a\":[1]}",
        "[1,2]",
        "true",
        "18446744073709551616",
        "1e30",
        "123456789012345678901234567890"
      })
  void decode_unusableValue_costsItselfOnly(String value) throws Exception {
    var node =
        decodeNode(
            "'cpu':{'usageCoreNanoSeconds':"
                + value
                + ",'usageNanoCores':3},'memory':{'rssBytes':4}");
    assertThat(node)
        .doesNotContainKey("cpu/usage")
        .containsEntry("cpu/usage_nanocores", "3")
        .containsEntry("memory/rss", "4");
    assertThat(sample.malformedValues()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1e3, 1000",
    "1.0, 1",
    "1.5e1, 15",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
    "10000000000000000000, -8446744073709551616"
  })
  void decode_unusualInteger_isReadAsHeapsterDid(String written, String read) throws Exception {
    assertThat(decodeNode("'memory':{'usageBytes':" + written + "}"))
        .containsEntry("memory/usage", read);
    assertThat(sample.malformedValues()).isZero();
  }

  @Test
  void decode_nullAnywhere_isAbsentAndNotCounted() throws Exception {
    var view =
        decode(
            "{'node':{'nodeName':null,'startTime':null,'cpu':null,'memory':{'time':null,"
                + "'usageBytes':null},'network':{'interfaces':null},'systemContainers':[null],"
                + "'rlimit':null},'pods':[null,{"
                + POD_REF
                + ",'containers':null,'volume':[null]}]}");
    assertThat(view).containsOnlyKeys("node", "namespace:ns/pod:p");
    assertThat(sample.malformedValues()).isZero();
    assertThat(sample.values()).isZero();
  }

  @Test
  void decode_wrongTypes_areCountedAndSkipped() throws Exception {
    var view =
        decode(
            "{'node':{'nodeName':7,'cpu':5,'memory':[],'fs':'x','systemContainers':{'a':1},"
                + "'startTime':'yesterday'},'pods':[1,'x',[{}],{"
                + POD_REF
                + "}]}");
    assertThat(view).containsOnlyKeys("node", "namespace:ns/pod:p");
    assertThat(sample.name(0)).isEmpty();
    assertThat(sample.malformedValues()).isEqualTo(9);
  }

  @Test
  void decode_withoutNames_dropsAndCounts() throws Exception {
    var view =
        decode(
            "{'pods':[{'containers':[{'name':'c','cpu':{'usageNanoCores':1}}],"
                + "'podRef':{'name':'x'}},{"
                + POD_REF
                + ",'containers':[{'cpu':{'usageNanoCores':1}},{'name':'c'}]}]}");
    assertThat(view).containsOnlyKeys("namespace:ns/pod:p", "namespace:ns/pod:p/container:c");
    assertThat(sample.malformedValues()).isEqualTo(2);
  }

  @Test
  void decode_duplicateKeys_lastWins() throws Exception {
    var node =
        decodeNode(
            "'cpu':{'usageNanoCores':1,'usageNanoCores':2},'fs':{'usedBytes':1},"
                + "'fs':{'usedBytes':2,'inodes':3}");
    assertThat(node)
        .containsEntry("cpu/usage_nanocores", "2")
        .containsEntry("filesystem/usage{resource_id=/}", "2")
        .containsEntry("filesystem/inodes{resource_id=/}", "3");
    assertThat(sample.series()).isEqualTo(1);
  }

  @Test
  void decode_customMetrics_keepsKnownTypesAsDoubles() throws Exception {
    var view =
        decode(
            "{'pods':[{"
                + POD_REF
                + ",'containers':[{'name':'c','userDefinedMetrics':["
                + "{'name':'q','type':'gauge','value':25},{'value':-1.5,'type':'delta','name':'d'},"
                + "{'name':'h','type':'cumulative','value':1e3},"
                + "{'name':'o','type':'odd','value':1},{'type':'gauge','value':1}]}]}]}");
    assertThat(view.get("namespace:ns/pod:p/container:c"))
        .containsEntry("custom/q", "gauge 25.0")
        .containsEntry("custom/d", "delta -1.5")
        .containsEntry("custom/h", "cumulative 1000.0")
        .doesNotContainKey("custom/o");
    assertThat(sample.malformedValues()).isEqualTo(1);
  }

  @Test
  void decode_unknownFields_areSkippedAtAnyDepth() throws Exception {
    String odd = "'odd':{'a':[{'b':{'cpu':{'usageNanoCores':9}}}],'c':'\\u00e9\\n'}";
    var node = decodeNode(odd + ",'cpu':{" + odd + ",'usageNanoCores':1,'psi':{" + odd + "}}");
    assertThat(node).containsEntry("cpu/usage_nanocores", "1");
    assertThat(sample.values()).isEqualTo(1);
    assertThat(sample.malformedValues()).isZero();
  }

  @Test
  void decode_namesBeyondAscii_areKept() throws Exception {
    var view = decode("{'node':{'systemContainers':[{'name':'caf\\u00e9-\u4e2d'}]}}");
    assertThat(view).containsKey("node/container:caf\u00e9-\u4e2d");
  }
}
