package io.heapster.sources.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.Options;
import io.heapster.core.inventory.NodeInfo.NodeAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How options become ports, addresses and limits. */
final class KubeletConfigTest {

  @ParameterizedTest
  @CsvSource({
    // kubeletPort, kubeletHttps, node's port -> target
    ",,0,https://10.0.0.1:10250",
    ",,10250,https://10.0.0.1:10250",
    ",,4194,https://10.0.0.1:4194",
    ",,10255,http://10.0.0.1:10255",
    "10255,,10250,http://10.0.0.1:10255",
    "8080,,10250,http://10.0.0.1:8080",
    "10250,,10255,https://10.0.0.1:10250",
    "10250,false,0,http://10.0.0.1:10250",
    "8443,true,0,https://10.0.0.1:8443",
    ",true,0,https://10.0.0.1:10250",
    ",true,4194,https://10.0.0.1:4194",
    ",false,10250,http://10.0.0.1:10255",
  })
  void ports_followTheOptions(String port, String https, int reported, String expected) {
    var given = new HashMap<String, List<String>>();
    if (port != null) {
      given.put("kubeletPort", List.of(port));
    }
    if (https != null) {
      given.put("kubeletHttps", List.of(https));
    }
    var node = TestNodes.node("n1", "10.0.0.1", reported);
    assertThat(KubeletTarget.of(node, config(given)).orElseThrow().text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // types preferred, the node's addresses -> the one called
    ",InternalIP=10.0.0.1,10.0.0.1",
    ",InternalIP=fd00::1 InternalIP=10.0.0.1,10.0.0.1",
    ",InternalIP=10.0.0.1 InternalIP=fd00::1,fd00::1",
    ",InternalIP=10.0.0.1 InternalIP=no-literal,10.0.0.1",
    ",ExternalIP=1.2.3.4 InternalIP=10.0.0.1,10.0.0.1",
    ",ExternalIP=1.2.3.4,1.2.3.4",
    ",LegacyHostIP=10.0.0.9 ExternalIP=1.2.3.4,10.0.0.9",
    ",LegacyHostIP=127.0.0.1,127.0.0.1",
    ",Hostname=h1 InternalDNS=h1.internal,h1.internal",
    ",Hostname=h1,h1",
    ",InternalIP=1.2.3,none",
    "'Hostname,InternalIP',InternalIP=10.0.0.1 Hostname=h1,h1",
    "ExternalIP,InternalIP=10.0.0.1,none",
  })
  void addresses_followPreference(String preferred, String addresses, String expected) {
    Map<String, List<String>> given =
        preferred == null ? Map.of() : Map.of("preferredAddressTypes", List.of(preferred));
    var listed = new ArrayList<NodeAddress>();
    for (String address : addresses.split(" ")) {
      int equals = address.indexOf('=');
      listed.add(new NodeAddress(address.substring(0, equals), address.substring(equals + 1)));
    }
    var node = TestNodes.node("n1", listed, 0, true);
    assertThat(config(given).addresses().of(node).orElse("none")).isEqualTo(expected);
  }

  @Test
  void target_ipv6_isBracketedInTextAndServerName() {
    var node = TestNodes.node("n1", "fd00::7", 0);
    KubeletTarget target = KubeletTarget.of(node, config(Map.of())).orElseThrow();
    assertThat(target).isEqualTo(new KubeletTarget("fd00::7", 10250, true, "[fd00::7]"));
    assertThat(target.text()).isEqualTo("https://[fd00::7]:10250");
  }

  @Test
  void target_namedByNode_bearsTheNodesName() {
    var node = TestNodes.node("n1", "10.0.0.1", 0);
    KubeletConfig config = config(Map.of("tlsServerName", List.of("node")));
    assertThat(KubeletTarget.of(node, config).orElseThrow().serverName()).isEqualTo("n1");
  }

  @Test
  void limits_withoutOptions_areTheDefaults() {
    assertThat(config(Map.of()).limits())
        .isEqualTo(
            new ScrapeLimits(
                64, Duration.ofSeconds(10), Duration.ofSeconds(3), 32 << 20, 128L << 20));
  }

  @Test
  void from_badValues_tellsThemAll() {
    var options =
        new Options(
            "source kubernetes",
            Map.of(
                "kubeletPort", List.of("70000"),
                "preferredAddressTypes", List.of("InternalIp"),
                "kubeletCa", List.of("/no/such/file"),
                "tlsServerName", List.of("dns"),
                "concurrency", List.of("0"),
                "nodeTimeout", List.of("soon"),
                "maxAnswerBytes", List.of("1"),
                "skipNotReady", List.of("maybe"),
                "insecure", List.of("2")));
    KubeletConfig.from(options);
    assertThat(options.problems())
        .hasSize(9)
        .allMatch(problem -> problem.startsWith("source kubernetes: option "));
  }

  private static KubeletConfig config(Map<String, List<String>> given) {
    var options = new Options("source kubernetes", given);
    KubeletConfig config = KubeletConfig.from(options);
    assertThat(options.problems()).isEmpty();
    return config;
  }
}
