package io.heapster.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.sinks.testing.HttpStandIn;
import io.heapster.sinks.testing.HttpStandIn.Answer;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import io.heapster.sinks.testing.UdpStandIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of stores that cannot take what is no number. */
final class NotFiniteTest {

  @ParameterizedTest
  @ValueSource(strings = {"graphite", "statsd"})
  void export_overUdp_countsWhatIsLeftOut(String kind) throws Exception {
    try (var server = new UdpStandIn();
        var sink = SinkRun.of(kind + ":udp://127.0.0.1:" + server.port())) {
      sink.export(OddBatch.batch());

      assertThat(sink.notFinite()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "opentsdb, ''",
    "influxdb, ?ownmetrics=false",
    "elasticsearch, ?createtemplates=false",
    "opensearch, ?createtemplates=false",
  })
  void export_overHttp_countsWhatIsLeftOut(String kind, String options) throws Exception {
    Answer fine =
        Answer.of(200, "{\"errors\":false,\"items\":[]}")
            .with("Content-Type", "application/json")
            .with("X-Elastic-Product", "Elasticsearch");
    Answer done = Answer.of(200, "{\"results\":[{}]}");
    Answer written = Answer.of(204, "");
    try (var server =
            HttpStandIn.start(request ->
                switch (request.target().replaceAll("\\?.*", "")) {
                  case "/query" -> done;
                  case "/write" -> written;
                  default -> fine;
                });
        var sink = SinkRun.of(kind + ":" + server.uri() + options)) {
      sink.export(OddBatch.batch());

      assertThat(sink.notFinite()).isEqualTo(1);
    }
  }
}
