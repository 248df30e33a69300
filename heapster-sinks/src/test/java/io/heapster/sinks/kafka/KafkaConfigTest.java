package io.heapster.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.core.config.ComponentUri;
import io.heapster.core.config.Options;
import io.heapster.sinks.kafka.KafkaConfig.Compression;
import io.heapster.sinks.kafka.KafkaConfig.Format;
import io.heapster.sinks.kafka.KafkaConfig.Topic;
import io.heapster.sinks.kafka.Security.Mechanism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaConfigTest {
  @TempDir private Path directory;

  private record Read(KafkaConfig config, List<String> problems, List<String> warnings) {}

  private static Read read(String text) {
    ComponentUri uri = ComponentUri.parse(text, _ -> null);
    var options = new Options("sink kafka", uri.options());
    KafkaConfig config = KafkaConfig.from(uri.base(), options);
    return new Read(config, options.problems(), options.warnings());
  }

  private static List<String> problems(String query) {
    return read("kafka:?brokers=a:9092&" + query).problems();
  }

  private Path file(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "secret\n");
  }

  @Test
  void from_brokersOnly_hasHeapstersDefaultsAndZstd() {
    Read read = read("kafka:?brokers=a:9092&brokers=b:9093");
    assertThat(read.config())
        .isEqualTo(
            new KafkaConfig(
                List.of("a:9092", "b:9093"),
                new Topic("heapster-metrics", true, -1, -1),
                Format.VALUE,
                Compression.ZSTD,
                "default",
                Security.NONE));
    assertThat(read.problems()).isEmpty();
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void from_brokersInAddressAndLists_areAllTakenOnce() {
    assertThat(read("kafka:a:1,b:2?brokers=c:3,%20d:4&brokers=a:1").config().brokers())
        .containsExactly("a:1", "b:2", "c:3", "d:4");
    assertThat(read("kafka://10.0.0.1:9092/").config().brokers()).containsExactly("10.0.0.1:9092");
    assertThat(read("kafka:kafka://a:1").config().brokers()).containsExactly("a:1");
    assertThat(read("kafka:?brokers=[::1]:9092").config().brokers()).containsExactly("[::1]:9092");
  }

  @Test
  void from_badBrokers_areProblems() {
    assertThat(read("kafka").problems())
        .containsExactly("sink kafka: option brokers: \"\": expected host:port, at least once");
    assertThat(read("kafka:?brokers=a&brokers=b:x&brokers=c:70000&brokers=d:0").problems())
        .containsExactly(
            "sink kafka: option brokers: \"a\": expected host:port",
            "sink kafka: option brokers: \"b:x\": expected host:port",
            "sink kafka: option brokers: \"c:70000\": expected host:port",
            "sink kafka: option brokers: \"d:0\": expected host:port");
  }

  @Test
  void from_everyChoice_isTaken() {
    KafkaConfig config =
        read("kafka:?brokers=a:1&timeseriestopic=t&compression=lz4&format=batch&partitions=12"
                + "&replication=3&cluster_name=prod")
            .config();
    assertThat(config.topic()).isEqualTo(new Topic("t", true, 12, 3));
    assertThat(config.compression()).isEqualTo(Compression.LZ4);
    assertThat(config.format()).isEqualTo(Format.BATCH);
    assertThat(config.clusterName()).isEqualTo("prod");
  }

  @Test
  void from_emptyTopicAndCompression_areTheDefaults() {
    Read read = read("kafka:?brokers=a:1&timeseriestopic=&compression=&eventstopic=e");
    assertThat(read.config().topic().name()).isEqualTo("heapster-metrics");
    assertThat(read.config().compression()).isEqualTo(Compression.ZSTD);
    assertThat(read.problems()).isEmpty();
    assertThat(read.warnings())
        .containsExactly("sink kafka: option eventstopic is ignored: events come later");
  }

  @Test
  void from_badChoices_areAllProblems() {
    assertThat(problems("compression=brotli&format=xml&timeseriestopic=a%2Fb&partitions=0&topic=x"))
        .containsExactly(
            "sink kafka: option timeseriestopic: \"a/b\": expected letters, digits, dots, _ and -,"
                + " 249 at most",
            "sink kafka: option partitions: \"0\": expected a whole number from 1 to 100000",
            "sink kafka: option format: \"xml\": expected one of value, batch",
            "sink kafka: option compression: \"brotli\": expected one of none, gzip, snappy, lz4,"
                + " zstd",
            "sink kafka: unknown option topic");
  }

  @Test
  void from_loginWithTls_isComplete() throws IOException {
    Read read =
        read(
            "kafka:?brokers=a:1&user=u&passwordFile="
                + file("password")
                + "&mechanism=SCRAM-SHA-512&cacert="
                + file("ca.pem")
                + "&cert="
                + file("cert.pem")
                + "&key="
                + file("key.pem"));
    assertThat(read.problems()).isEmpty();
    Security security = read.config().security();
    assertThat(security.login().user()).isEqualTo("u");
    assertThat(security.login().password().read()).isEqualTo("secret");
    assertThat(security.login().mechanism()).isEqualTo(Mechanism.SCRAM_SHA_512);
    assertThat(security.tls().authority()).isEqualTo(directory.resolve("ca.pem"));
    assertThat(security.tls().identity().key()).isEqualTo(directory.resolve("key.pem"));
  }

  @Test
  void from_halfALogin_isAProblem() {
    assertThat(problems("user=u"))
        .containsExactly("sink kafka: option password: \"\": expected with user (or passwordFile)");
    assertThat(problems("password=p"))
        .containsExactly("sink kafka: option user: \"\": expected with password and mechanism");
    assertThat(problems("user=u&password=p&mechanism=GSSAPI"))
        .containsExactly(
            "sink kafka: option mechanism: \"GSSAPI\": expected PLAIN, SCRAM-SHA-256 or"
                + " SCRAM-SHA-512");
  }

  @Test
  void from_plainPasswordWithoutTls_warns() {
    assertThat(read("kafka:?brokers=a:1&user=u&password=p").warnings()).hasSize(1);
    assertThat(read("kafka:?brokers=a:1&user=u&password=p&tls=true").warnings()).isEmpty();
  }

  @Test
  void from_contradictingTls_isAProblem() throws IOException {
    assertThat(problems("tls=false&insecuressl=true"))
        .containsExactly(
            "sink kafka: option tls: \"false\": cacert, cert, key and insecuressl are for"
                + " tls=true");
    assertThat(problems("cert=" + file("cert.pem")))
        .containsExactly("sink kafka: option key: \"\": cert and key go together");
    assertThat(problems("cacert=/no/such.pem"))
        .containsExactly(
            "sink kafka: option cacert: \"/no/such.pem\": no such file, or it cannot be read");
    assertThat(problems("insecuressl=true&cert=" + file("cert.pem") + "&key=" + file("key.pem")))
        .containsExactly(
            "sink kafka: option insecuressl: \"true\": not with cert: name the authority with"
                + " cacert");
  }
}
