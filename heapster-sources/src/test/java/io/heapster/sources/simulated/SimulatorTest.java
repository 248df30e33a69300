package io.heapster.sources.simulated;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heapster.sources.simulated.world.ClusterShape;
import io.heapster.sources.simulated.world.Faults;
import io.heapster.sources.simulated.world.NodeFault;
import io.heapster.sources.simulated.world.SimulatedNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SimulatorTest {
  private static final Instant EPOCH = Instant.parse("2026-11-21T05:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualTime time = new ManualTime(EPOCH.plusSeconds(100));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Simulator simulator =
      Simulator.start(ClusterShape.tiny(EPOCH), Listeners.anywhere(), Faults.none(), time);

  @AfterEach
  void stop() {
    simulator.close();
    client.close();
  }

  private void restart(ClusterShape shape, Listeners listeners) {
    simulator.close();
    simulator = Simulator.start(shape, listeners, Faults.none(), time);
  }

  private HttpRequest.Builder request(int node, String path) {
    String host = simulator.cluster().nodes().get(node).address();
    int port = simulator.addresses().kubeletPort();
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path));
  }

  private HttpResponse<String> get(int node, String path) throws Exception {
    return client.send(request(node, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void allNodesAre(NodeFault fault) {
    simulator.switchFaults(Faults.none().with(fault, 1));
  }

  @Test
  void summary_manyNodes_answerAtTheirOwnAddressThroughOneSocket() throws Exception {
    restart(ClusterShape.tiny(EPOCH).resized(600, 2, 1), Listeners.anywhere());
    for (SimulatedNode node : simulator.cluster().nodes()) {
      JsonNode summary = JSON.readTree(get(node.index(), "/stats/summary/").body());
      assertThat(summary.at("/node/nodeName").textValue()).isEqualTo(node.name());
      assertThat(summary.get("pods")).hasSize(2);
    }
  }

  @Test
  void summary_timeGoesOn_countersFollow() throws Exception {
    JsonNode before = JSON.readTree(get(1, "/stats/summary").body());
    time.advance(Duration.ofMinutes(1));
    JsonNode after = JSON.readTree(get(1, "/stats/summary").body());

    String counter = "/node/cpu/usageCoreNanoSeconds";
    assertThat(after.at(counter).longValue() - before.at(counter).longValue())
        .isEqualTo(simulator.cluster().nodes().get(1).cpuMillicores() * 60_000_000);
    assertThat(after.at("/node/cpu/time").textValue()).isEqualTo("2026-11-21T05:02:40Z");
  }

  @Test
  void paths_ofAHealthyKubelet_answer() throws Exception {
    assertThat(get(0, "/stats/summary").headers().firstValue("Content-Type"))
        .contains("application/json");
    assertThat(get(0, "/stats/summary?only_cpu_and_memory=true").body())
        .contains("usageCoreNanoSeconds")
        .doesNotContain("rlimit");
    assertThat(get(0, "/metrics/resource").body()).contains("node_cpu_usage_seconds_total ");
    assertThat(get(0, "/healthz").body()).isEqualTo("ok");
    assertThat(get(0, "/stats/container/").statusCode()).isEqualTo(404);
    assertThat(get(0, "/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void connection_addressOfNoNode_isToldWhereNodesAre() throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + simulator.addresses().kubeletPort() + "/stats/summary");
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("127.1.0.1 to 127.1.0.3");
  }

  @Test
  void connection_notLoopback_isClosedAtOnce() throws Exception {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
            .findFirst();
    assumeThat(outside).as("an address of this machine that is not loopback").isPresent();
    try (Socket socket = new Socket(outside.get(), simulator.addresses().kubeletPort())) {
      assertThat(readOnce(socket)).isNotPositive();
    }
  }

  /** The first byte; 0 when the connection was reset, -1 when it was closed. */
  private static int readOnce(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return 0;
    }
  }

  @Test
  void token_required_othersAreUnauthorised() throws Exception {
    restart(ClusterShape.tiny(EPOCH), Listeners.anywhere().withToken("secret"));
    HttpRequest withToken =
        request(0, "/stats/summary").header("Authorization", "Bearer secret").build();

    assertThat(get(0, "/stats/summary").statusCode()).isEqualTo(401);
    assertThat(client.send(withToken, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void faults_deadNode_closesEveryConnection() throws Exception {
    get(0, "/healthz");
    allNodesAre(NodeFault.DEAD);

    assertThatThrownBy(() -> get(0, "/stats/summary")).isInstanceOf(IOException.class);
    try (Socket socket = new Socket("127.1.0.1", simulator.addresses().kubeletPort())) {
      assertThat(readOnce(socket)).isNotPositive();
    }
  }

  @Test
  void faults_hangingNode_neverAnswers() {
    allNodesAre(NodeFault.HANGING);
    HttpRequest impatient = request(0, "/stats/summary").timeout(Duration.ofMillis(300)).build();

    assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void faults_slowNode_answersInTheEnd() throws Exception {
    simulator.switchFaults(
        Faults.none().with(NodeFault.SLOW, 1).withSlowness(Duration.ofMillis(50)));

    assertThat(get(0, "/stats/summary").statusCode()).isEqualTo(200);
  }

  @Test
  void faults_cutOffNode_breaksOffHalfWay() {
    allNodesAre(NodeFault.CUT_OFF);

    assertThatThrownBy(() -> get(0, "/stats/summary"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes");
  }

  @Test
  void faults_malformedNode_sendsNoJson() throws Exception {
    allNodesAre(NodeFault.MALFORMED);
    HttpResponse<String> answer = get(0, "/stats/summary");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> JSON.readTree(answer.body())).isInstanceOf(JsonParseException.class);
  }

  @Test
  void faults_unauthorisedOldAndFailingNodes_sayTheirStatus() throws Exception {
    allNodesAre(NodeFault.UNAUTHORISED);
    assertThat(get(0, "/stats/summary").statusCode()).isEqualTo(401);
    allNodesAre(NodeFault.SUMMARY_FAILING);
    assertThat(get(0, "/stats/summary").statusCode()).isEqualTo(500);
    assertThat(get(0, "/stats/summary?only_cpu_and_memory=true").statusCode()).isEqualTo(200);
    assertThat(get(0, "/metrics/resource").statusCode()).isEqualTo(200);
    allNodesAre(NodeFault.OLD);
    assertThat(get(0, "/stats/summary").statusCode()).isEqualTo(404);
    assertThat(get(0, "/metrics/resource").statusCode()).isEqualTo(404);
  }

  @Test
  void faults_oldNode_answersCadvisor() throws Exception {
    allNodesAre(NodeFault.OLD);
    HttpRequest post =
        request(2, "/stats/container/").POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    JsonNode answer = JSON.readTree(client.send(post, HttpResponse.BodyHandlers.ofString()).body());

    assertThat(answer.get("/").at("/stats/0/cpu/usage/total").longValue()).isPositive();
    assertThat(get(2, "/stats/container/").statusCode()).isEqualTo(405);
  }

  @Test
  void faults_gaps_leaveEveryThirdScrapeUnanswered() throws Exception {
    Faults faults = Faults.none().withGapEvery(3);
    simulator.switchFaults(faults);
    HttpRequest post =
        request(1, "/stats/summary").POST(HttpRequest.BodyPublishers.noBody()).build();
    for (int scrape = 0; scrape < 9; scrape++) {
      if (faults.misses(1, scrape)) {
        // a POST, which the client does not send again by itself
        assertThatThrownBy(() -> client.send(post, HttpResponse.BodyHandlers.ofString()))
            .isInstanceOf(IOException.class);
      } else {
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void https_authorityTrusted_nodesAreVerifiedByAddress() throws Exception {
    restart(ClusterShape.tiny(EPOCH), Listeners.anywhere().withHttps(0));
    int port = simulator.addresses().kubeletHttpsPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.1.0.3:" + port + "/stats/summary")).build();
    try (HttpClient trusting =
        HttpClient.newBuilder()
            .sslContext(trust(simulator.kubeletAuthority().orElseThrow()))
            .build()) {
      assertThat(trusting.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"nodeName\": \"node-00002\"");
    }
    assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private static SSLContext trust(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void start_twoSideBySide_haveWorldsOfTheirOwn() throws Exception {
    try (Simulator other =
        Simulator.start(
            ClusterShape.tiny(EPOCH).withSeed(9), Listeners.anywhere(), Faults.none(), time)) {
      String ours = get(0, "/stats/summary").body();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(other.addresses().firstKubelet())).build();
      String theirs = client.send(request, HttpResponse.BodyHandlers.ofString()).body();

      assertThat(theirs).isNotEqualTo(ours).contains(other.cluster().pod(0, 0, 0).uid());
      assertThat(other.addresses().api()).isNotEqualTo(simulator.addresses().api());
    }
  }

  @Test
  void start_portTaken_saysWhich() {
    int taken = simulator.addresses().kubeletPort();
    Listeners listeners = Listeners.anywhere().withKubelets(taken);

    assertThatThrownBy(
            () -> Simulator.start(ClusterShape.tiny(EPOCH), listeners, Faults.none(), time))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0.0.0.0:" + taken);
  }
}
