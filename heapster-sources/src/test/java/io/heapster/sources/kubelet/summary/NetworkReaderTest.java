package io.heapster.sources.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sources.kubelet.sample.MalformedAnswerException;
import io.heapster.sources.kubelet.sample.NodeNames;
import io.heapster.sources.kubelet.sample.NodeSample;
import io.heapster.sources.kubelet.sample.SampleView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkReaderTest {
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

  @Test
  void decode_noDefaultInterface_sumsRealInterfaces() throws Exception {
    var node =
        decodeNode(
            """
            'network':{'interfaces':[{'name':'ens5','rxBytes':100,'txErrors':1},
              {'name':'ens6','rxBytes':20},{'name':'lo','rxBytes':1000},
              {'name':'cali123','rxBytes':2000},{'name':'veth1','rxBytes':4000}]}
            """);
    assertThat(node)
        .containsEntry("network/rx", "120")
        .containsEntry("network/tx_errors", "1")
        .doesNotContainKey("network/tx")
        .containsEntry("network_interface/rx{interface=ens6}", "20")
        .containsEntry("network_interface/rx{interface=cali123}", "2000");
  }

  @Test
  void decode_podWithoutDefaultInterface_excludesLoopbackOnly() throws Exception {
    assertThat(
            decodePod(
                "'network':{'interfaces':[{'name':'cni0','rxBytes':3},{'name':'lo','rxBytes':4}]}"))
        .containsEntry("network/rx", "3");
  }

  @Test
  void decode_defaultInterfaceAlone_makesNoSeries() throws Exception {
    var node =
        decodeNode(
            "'network':{'name':'eth0','rxBytes':5,'interfaces':[{'name':'eth0','rxBytes':5}]}");
    assertThat(node).containsEntry("network/rx", "5");
    assertThat(sample.series()).isZero();
  }

  /** The sum of a node's interfaces, given as names with their received bytes. */
  private String received(Object... namesAndBytes) throws MalformedAnswerException {
    var interfaces = new StringBuilder();
    for (int at = 0; at < namesAndBytes.length; at += 2) {
      interfaces
          .append(at == 0 ? "" : ",")
          .append("{'name':'" + namesAndBytes[at] + "','rxBytes':" + namesAndBytes[at + 1] + "}");
    }
    return decodeNode("'network':{'interfaces':[" + interfaces + "]}").get("network/rx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eni1a2b3c4d5e6",
        "azv0f1e2d",
        "gke52cd5a6e8c1",
        "ovs-system",
        "ovn-k8s-mp0",
        "genev_sys_6081",
        "antrea-gw0",
        "weave",
        "gre0",
        "gretap0",
        "sit0",
        "erspan0",
        "ip6tnl0",
        "nodelocaldns",
        "kube-ipvs0",
        "docker0",
        "cilium_host"
      })
  void decode_interfaceOfAContainerNetwork_isNotSummed(String name) throws Exception {
    assertThat(received("ens5", 100, name, 7)).isEqualTo("100");
  }

  @Test
  void decode_vlan_isSummedOnlyWithoutItsParent() throws Exception {
    assertThat(received("ens5.100", 40, "ens5", 100, "ens5.200", 50)).isEqualTo("100");
    assertThat(received("ens5", 100, "ens6.100", 40)).isEqualTo("140");
    assertThat(received("ens5", 100)).isEqualTo("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bond0", "team1"})
  void decode_bond_standsForItsLikelySlaves(String bond) throws Exception {
    assertThat(received("eth1", 60, "enp1s0", 40, bond, 100, "ib0", 5)).isEqualTo("105");
    assertThat(received(bond, 100, bond + ".7", 30)).isEqualTo("100");
  }

  @Test
  void decode_bondThatNeverReceived_standsForNothing() throws Exception {
    assertThat(received("bond0", 0, "ens5", 60, "ens6", 40)).isEqualTo("100");
  }

  @Test
  void decode_podWithInterfacesLikeANodes_sumsThemAll() throws Exception {
    assertThat(
            decodePod(
                "'network':{'interfaces':[{'name':'bond0','rxBytes':3},{'name':'ens5','rxBytes':4},"
                    + "{'name':'ens5.1','rxBytes':5}]}"))
        .containsEntry("network/rx", "12");
  }
}
