package io.heapster.sinks.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.sinks.influxdb.InfluxdbConfig.Schema;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InfluxdbConfigTest {
  @TempDir Path folder;

  private Options options = new Options("", Map.of());

  private InfluxdbConfig read(String uri) {
    ComponentUri parsed = ComponentUri.parse("influxdb:" + uri, _ -> null);
    options = new Options("sink influxdb", parsed.options());
    return InfluxdbConfig.from(parsed.base(), options);
  }

  private List<String> problems(String uri) {
    read(uri);
    return options.problems();
  }

  @Test
  void from_nothing_isHeapstersDefaults() {
    InfluxdbConfig config = read("");

    assertThat(config.endpoint()).isEqualTo(URI.create("http://localhost:8086"));
    assertThat(config.user()).isEqualTo("root");
    assertThat(config.password().read()).isEqualTo("root");
    assertThat(config.insecureTls()).isFalse();
    assertThat(config.certificateAuthority()).isNull();
    assertThat(config.database()).isEqualTo("k8s");
    assertThat(config.retention()).isNull();
    assertThat(config.v2()).isNull();
    assertThat(config.schema()).isEqualTo(Schema.VALUES);
    assertThat(config.clusterName()).isEqualTo("default");
    assertThat(config.disableCounterMetrics()).isFalse();
    assertThat(config.concurrency()).isEqualTo(1);
    assertThat(config.gzip()).isFalse();
    assertThat(config.ownMetrics()).isTrue();
    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings()).isEmpty();
  }

  @Test
  void from_everyOption_isRead() throws Exception {
    Path password = Files.writeString(folder.resolve("pw"), "secret\n");
    InfluxdbConfig config =
        read(
            "http://db:1234?user=u&pwFile="
                + password
                + "&db=d&secure=true&insecuressl=true&withfields=true&retention=7d&cluster_name=c"
                + "&disable_counter_metrics=true&concurrency=4&gzip=true&ownmetrics=false");

    assertThat(config.endpoint()).isEqualTo(URI.create("https://db:1234"));
    assertThat(config.password().read()).isEqualTo("secret");
    assertThat(config.insecureTls()).isTrue();
    assertThat(config.database()).isEqualTo("d");
    assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.schema()).isEqualTo(Schema.FIELDS);
    assertThat(config.clusterName()).isEqualTo("c");
    assertThat(config.disableCounterMetrics()).isTrue();
    assertThat(config.concurrency()).isEqualTo(4);
    assertThat(config.gzip()).isTrue();
    assertThat(config.ownMetrics()).isFalse();
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://db:1, http://db:1",
    "https://db, https://db:8086",
    "//db:1, http://db:1",
    "db:1, http://db:1",
    "db, http://db:8086",
    "http://[::1]:8086, http://[::1]:8086"
  })
  void from_address_isSchemeHostAndPort(String address, URI endpoint) {
    assertThat(read(address).endpoint()).isEqualTo(endpoint);
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "INF, 0", "168h, 168", "7d, 168", "1h30m, 1", "1h, 1"})
  void from_retention_isADuration(String text, long hours) {
    assertThat(read("?retention=" + text).retention().toHours()).isEqualTo(hours);
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?concurrency=0, concurrency",
    "?concurrency=x, concurrency",
    "?secure=maybe, secure",
    "?retention=long, retention",
    "?retention=30m, retention",
    "?retention=36501d, retention",
    "?cacert=/nowhere, cacert",
    "?rows=tall, rows",
    "?rows=wide&withfields=true, rows",
    "?bucket=b, org",
    "?bucket=b&org=o, token",
    "?org=o&token=t, bucket",
    "?token=t&tokenFile=/nowhere, tokenFile",
    "ftp://db, address",
    "http://u:p@db, address",
    "?databse=x, database"
  })
  void from_badOption_isOneMoreProblem(String uri, String option) {
    assertThat(problems(uri)).isNotEmpty();
    assertThat(problems(uri).toString())
        .contains("sink influxdb: ")
        .contains(option.equals("database") ? "databse" : option);
  }

  @Test
  void from_userInAddress_isNotShown() {
    assertThat(problems("http://me:hidden@db").toString()).doesNotContain("hidden");
  }

  @Test
  void from_orgBucketToken_choosesV2AndWarnsOfV1() {
    InfluxdbConfig config = read("?org=o&bucket=b&token=t&user=u&rows=wide");

    assertThat(config.v2().organisation()).isEqualTo("o");
    assertThat(config.v2().bucket()).isEqualTo("b");
    assertThat(config.v2().token().read()).isEqualTo("t");
    assertThat(config.schema()).isEqualTo(Schema.WIDE);
    assertThat(options.problems()).isEmpty();
    assertThat(options.warnings()).hasSize(1).first().asString().contains("user");
  }

  @Test
  void from_pathInAddress_warns() {
    read("http://db:1/write");

    assertThat(options.warnings()).hasSize(1).first().asString().contains("/write");
  }
}
