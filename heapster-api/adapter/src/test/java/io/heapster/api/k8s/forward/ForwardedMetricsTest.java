package io.heapster.api.k8s.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heapster.api.k8s.ManualTime;
import io.heapster.api.k8s.tls.TestPki;
import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.ExternalMetricValue;
import io.heapster.api.provider.GroupResource;
import io.heapster.api.provider.MetricValue;
import io.heapster.api.provider.MetricsException;
import io.heapster.api.provider.MetricsException.Reason;
import io.heapster.api.provider.ObjectName;
import io.heapster.api.provider.selector.LabelSelector;
import io.heapster.api.provider.selector.SelectorException;
import io.heapster.core.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of good and bad answers of another adapter. */
final class ForwardedMetricsTest {
  private static final LabelSelector ALL = LabelSelector.EVERYTHING;
  private static final ExternalMetricInfo DEPTH = new ExternalMetricInfo("depth");
  private static final CustomMetricInfo RATE =
      new CustomMetricInfo(GroupResource.core("pods"), true, "rate");
  private static final ObjectName WEB = new ObjectName("shop", "web");
  private static final String EXTERNAL = "/apis/external.metrics.k8s.io/v1beta1";
  private static final String VALUES = EXTERNAL + "/namespaces/shop/depth";
  private static final String BETA1 = "/apis/custom.metrics.k8s.io/v1beta1";
  private static final String BETA2 = "/apis/custom.metrics.k8s.io/v1beta2";
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  @TempDir private Path folder;
  private final TestPki pki = new TestPki("authority");
  private final ForwardCounters counters = new ForwardCounters();
  private final List<AutoCloseable> open = new ArrayList<>();
  private StandInAdapter other;

  @BeforeEach
  void start() throws Exception {
    other = new StandInAdapter(folder, pki);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    other.close();
  }

  private ForwardTarget target(String options) {
    return ForwardTarget.parse(".*=" + other.url() + options);
  }

  private ForwardTarget target() {
    return target(";ca-file=" + other.authority());
  }

  private ForwardedExternalMetrics external(ForwardTarget target) {
    var forwarded = ForwardedExternalMetrics.open(target, counters, new ManualTime(NOW));
    open.add(forwarded);
    return forwarded;
  }

  private ForwardedCustomMetrics custom() {
    var forwarded = ForwardedCustomMetrics.open(target(), counters, new ManualTime(NOW));
    open.add(forwarded);
    return forwarded;
  }

  private List<ExternalMetricValue> depth() {
    return external(target()).values("shop", DEPTH, ALL);
  }

  private static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"%s\",\"code\":%d}"
        .formatted(message, code);
  }

  private static String values(String... items) {
    return "{\"kind\":\"ExternalMetricValueList\",\"items\":[" + String.join(",", items) + "]}";
  }

  private static Reason failure(Runnable asking) {
    try {
      asking.run();
    } catch (MetricsException e) {
      return e.reason();
    }
    throw new AssertionError("was answered");
  }

  @Test
  void values_asked_sendSelectorAndHopAndTakeAllFields() {
    String path = VALUES + "?labelSelector=queue%20in%20%28a%2Cb%29";
    other.answer(
        path,
        200,
        values(
            """
            {"metricName":"depth","metricLabels":{"queue":"a"},"timestamp":"2026-01-01T11:59:00Z",
             "window":60,"value":"1500m"}
            """,
            "{\"metricLabels\":null,\"timestamp\":null,\"value\":\"7\"}"));
    LabelSelector queues = selector("queue in (a,b)");
    List<ExternalMetricValue> values = external(target()).values("shop", DEPTH, queues);
    assertThat(values.get(0).labels()).isEqualTo(Map.of("queue", "a"));
    assertThat(values.get(0).timestamp()).isEqualTo(NOW.minusSeconds(60));
    assertThat(values.get(0).window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(values.get(0).value()).hasToString("1500m");
    // A server that does not tell when: not later than now.
    assertThat(values.get(1).timestamp()).isEqualTo(NOW);
    assertThat(values.get(1).window()).isNull();
    assertThat(other.requests())
        .filteredOn(request -> request.pathAndQuery().equals(path))
        .singleElement()
        .satisfies(request ->
            assertThat(request.headers())
                .containsEntry("User-agent", List.of("heapster-metrics-forwarder")));
    assertThat(counters.text())
        .contains(
            "metrics_apiserver_forwarded_requests_total{target=\"%s\",group=\"external.metrics.k8s.io\",outcome=\"ok\"} 1\n"
                .formatted(target().label()));
  }

  private static LabelSelector selector(String text) {
    try {
      return LabelSelector.parse(text);
    } catch (SelectorException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST, true",
    "401, FORBIDDEN, false",
    "403, FORBIDDEN, false",
    "404, NOT_FOUND, true",
    "429, UNAVAILABLE, false",
    "500, UNAVAILABLE, false",
    "503, UNAVAILABLE, false",
    "504, TIMEOUT, false",
  })
  void values_failureOfTheOther_isToldInItsWords(int status, Reason reason, boolean bare) {
    other.answer(VALUES, status, status(status, "says why"));
    assertThatThrownBy(this::depth)
        .isInstanceOfSatisfying(
            MetricsException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).endsWith("says why");
              assertThat(e.getMessage().startsWith("127.0.0.1:")).isEqualTo(!bare);
            });
    assertThat(counters.text()).doesNotContain("\"ok\"");
  }

  @Test
  void values_failureWithoutStatusObject_keepsItsTextBack() {
    other.answer(VALUES, 500, "stack trace of line 12");
    assertThatThrownBy(this::depth).hasMessage(target().label() + " answered with status 500");
  }

  @Test
  void values_redirect_isNotFollowed() {
    other.answer(VALUES, 302, "");
    assertThatThrownBy(this::depth).hasMessageContaining("status 302 (redirects are not followed)");
    assertThat(other.requests())
        .extracting(StandInAdapter.Request::pathAndQuery)
        .doesNotContain("/elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "[]",
        "{\"kind\":\"ExternalMetricValueList\"",
        "{\"kind\":\"PodList\",\"items\":[]}",
        "{\"kind\":\"ExternalMetricValueList\",\"items\":[{\"value\":\"many\"}]}",
        "{\"kind\":\"ExternalMetricValueList\",\"items\":[{\"timestamp\":\"noon\",\"value\":\"1\"}]}",
        "{\"kind\":\"ExternalMetricValueList\",\"items\":[null]}",
      })
  void values_garbage_isUnavailable(String body) {
    other.answer(VALUES, 200, body);
    assertThat(failure(this::depth)).isEqualTo(Reason.UNAVAILABLE);
    assertThatThrownBy(this::depth).hasMessageContaining(target().label() + " answered ");
  }

  @Test
  void values_answerAboveTheBound_isUnavailable() {
    other.answer(VALUES, 200, values("{\"value\":\"1\"}") + " ".repeat(2000));
    ForwardTarget small = target(";max-body-bytes=1000;ca-file=" + other.authority());
    assertThat(failure(() -> external(small).values("shop", DEPTH, ALL)))
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(depth()).hasSize(1);
  }

  @Test
  void values_bodyThatNeverEnds_isTimeout() {
    other.hang(VALUES);
    ForwardTarget hasty = target(";timeout=200ms;ca-file=" + other.authority());
    assertThatThrownBy(() -> external(hasty).values("shop", DEPTH, ALL))
        .hasMessage(hasty.label() + " did not answer within 200 ms")
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
  }

  @Test
  void values_otherAway_isUnavailable() {
    ForwardedExternalMetrics forwarded = external(target());
    other.close();
    assertThatThrownBy(() -> forwarded.values("shop", DEPTH, ALL))
        .hasMessageStartingWith(target().label() + " cannot be asked: ")
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  @Test
  void values_certificateOfAnotherAuthority_isNotTrustedUnlessToldSo() throws Exception {
    other.answer(VALUES, 200, values());
    Path strange = folder.resolve("strange.crt");
    Files.writeString(strange, new TestPki("strange").pem());
    ForwardTarget wary = target(";ca-file=" + strange);
    assertThat(failure(() -> external(wary).values("shop", DEPTH, ALL)))
        .isEqualTo(Reason.UNAVAILABLE);
    ForwardTarget careless = target(";insecure-skip-tls-verify=true");
    assertThat(external(careless).values("shop", DEPTH, ALL)).isEmpty();
  }

  @Test
  void values_tokenFile_isReadForEachRequest() throws Exception {
    other.answer(VALUES, 200, values());
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    ForwardedExternalMetrics forwarded =
        external(target(";ca-file=" + other.authority() + ";token-file=" + token));
    assertThat(forwarded.values("shop", DEPTH, ALL)).isEmpty();
    assertThat(lastToken()).isEqualTo("Bearer first");
    Files.writeString(token, "second\n");
    assertThat(forwarded.values("shop", DEPTH, ALL)).isEmpty();
    assertThat(lastToken()).isEqualTo("Bearer second");
    Files.writeString(token, "sec\nret");
    assertThatThrownBy(() -> forwarded.values("shop", DEPTH, ALL))
        .hasMessageContaining("the file " + token + " holds no token")
        .hasMessageNotContaining("ret\"");
  }

  private String lastToken() {
    return other.requests().stream()
        .filter(request -> request.pathAndQuery().equals(VALUES))
        .reduce((before, after) -> after)
        .orElseThrow()
        .headers()
        .get("Authorization")
        .getFirst();
  }

  @Test
  void refresh_clientCertificateReplaced_showsTheNewOne() throws Exception {
    other.answer(VALUES, 200, values());
    Path certificate = folder.resolve("client.crt");
    Path key = folder.resolve("client.key");
    pki.client("first").write(certificate, key);
    ForwardTarget target =
        target(
            ";cert-file=%s;key-file=%s;ca-file=%s;discovery-interval=20ms"
                .formatted(certificate, key, other.authority()));
    var forwarded = ForwardedExternalMetrics.open(target, counters, TimeSource.system());
    open.add(forwarded);
    assertThat(forwarded.values("shop", DEPTH, ALL)).isEmpty();
    assertThat(other.requests().getLast().client()).isEqualTo("CN=first");
    other.answer(EXTERNAL, 200, resources());
    pki.client("second").write(certificate, key);
    await()
        .untilAsserted(
            () -> assertThat(other.requests().getLast().client()).isEqualTo("CN=second"));
    Files.writeString(certificate, "broken");
    assertThat(forwarded.values("shop", DEPTH, ALL)).isEmpty();
  }

  @Test
  void open_fileThatCannotBeUsed_namesIt() throws IOException {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> external(target(";ca-file=" + missing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot forward to " + target().label())
        .hasMessageContaining(missing.toString());
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThatThrownBy(
            () -> external(target(";ca-file=" + other.authority() + ";token-file=" + empty)))
        .hasMessageContaining(empty + " holds no token");
  }

  private static String resources(String... names) {
    var list = new ArrayList<String>();
    for (String name : names) {
      list.add("{\"name\":\"%s\",\"namespaced\":true}".formatted(name));
    }
    return "{\"kind\":\"APIResourceList\",\"resources\":[" + String.join(",", list) + "]}";
  }

  @Test
  void discovery_ofTheOther_isListedWithoutPlaceholdersAndKeptWhileItIsAway() {
    other.answer(EXTERNAL, 200, resources("depth", "externalmetrics", "a/b", ""));
    ForwardTarget target = target(";discovery-interval=20ms;ca-file=" + other.authority());
    var forwarded = ForwardedExternalMetrics.open(target, counters, TimeSource.system());
    open.add(forwarded);
    await().untilAsserted(() -> assertThat(forwarded.externalMetrics()).containsExactly(DEPTH));
    other.answer(EXTERNAL, 503, "");
    int before = other.requests().size();
    await().until(() -> other.requests().size() > before + 1);
    assertThat(forwarded.externalMetrics()).containsExactly(DEPTH);
  }

  private static String rates(String selector) {
    return """
    {"kind":"MetricValueList","items":[{"describedObject":
      {"kind":"Pod","namespace":"shop","name":"web","apiVersion":"/v1"},
      "metric":{"name":"rate","selector":%s},"timestamp":"2026-01-01T11:59:00Z",
      "windowSeconds":60,"window":60,"value":"20500m"}]}
    """
        .formatted(selector);
  }

  @Test
  void custom_newestVersion_isAskedFirst() {
    other.answer(BETA2 + "/namespaces/shop/pods/web/rate", 200, rates("null"));
    other.answer(BETA1 + "/namespaces/shop/pods/web/rate", 500, "");
    MetricValue value = custom().valueOf(WEB, RATE, ALL);
    assertThat(value.object().name()).isEqualTo(WEB);
    assertThat(value.object().kind()).isEqualTo("Pod");
    assertThat(value.object().apiVersion()).isEqualTo("/v1");
    assertThat(value.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(value.value()).hasToString("20500m");
    assertThat(value.selector()).isNull();
  }

  @Test
  void custom_otherKnowsTheOldVersionOnly_isAskedInThat() {
    other.answer(BETA1, 200, resources("pods/rate", "namespaces/rate", "/custommetrics", "x"));
    String path = BETA1 + "/namespaces/shop/pods/*/rate";
    other.answer(path, 200, rates("null"));
    String selected = path + "?labelSelector=app%3Dweb&metricLabelSelector=verb%3DGET";
    other.answer(selected, 200, rates("{}"));
    ForwardedCustomMetrics forwarded = custom();
    assertThat(forwarded.valuesOf("shop", ALL, RATE, ALL)).hasSize(1);
    await()
        .untilAsserted(() ->
            assertThat(forwarded.customMetrics())
                .extracting(CustomMetricInfo::path)
                .containsExactly("pods/rate", "namespaces/rate"));
    int before = other.requests().size();
    LabelSelector verb = selector("verb=GET");
    assertThat(forwarded.valuesOf("shop", selector("app=web"), RATE, verb).getFirst().selector())
        .isEqualTo(verb);
    assertThat(other.requests().subList(before, other.requests().size()))
        .extracting(StandInAdapter.Request::pathAndQuery)
        .containsExactly(selected);
  }

  @Test
  void custom_objectsWithoutNamespace_haveTheirOwnPaths() {
    var ofNodes = new CustomMetricInfo(GroupResource.core("nodes"), false, "heat");
    var ofNamespaces = new CustomMetricInfo(GroupResource.core("namespaces"), false, "cost");
    other.answer(BETA2 + "/nodes/n%201/heat", 200, "{\"kind\":\"MetricValueList\",\"items\":[]}");
    other.answer(BETA2 + "/namespaces/*/metrics/cost", 200, rates("null"));
    ForwardedCustomMetrics forwarded = custom();
    assertThat(failure(() -> forwarded.valueOf(ObjectName.clusterScoped("n 1"), ofNodes, ALL)))
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(forwarded.valuesOf("", ALL, ofNamespaces, ALL).getFirst().object().name())
        .isEqualTo(ObjectName.clusterScoped("web"));
  }

  @Test
  void custom_twoValuesForOneObject_areNone() {
    String one = rates("null");
    String item = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
    other.answer(
        BETA2 + "/namespaces/shop/pods/web/rate", 200, one.replace(item, item + "," + item));
    assertThatThrownBy(() -> custom().valueOf(WEB, RATE, ALL))
        .hasMessageContaining("2 values of pods/rate for web");
  }
}
