package io.heapster.sinks.kafka.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.core.metric.PlainMetrics;
import io.heapster.core.model.DataBatch;
import io.heapster.core.model.EntityKey;
import io.heapster.core.pipeline.DataSink;
import io.heapster.core.pipeline.Lane;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.BatchScript;
import io.heapster.sinks.testing.DemoTick;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL over TLS; everybody may do anything but dave, who may do nothing. */
final class KafkaSecurityTest {
  private static final String PLAIN_JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " user_carol=\"carol-secret\" user_dave=\"dave-secret\";";
  private static final String SCRAM_JAAS =
      "org.apache.kafka.common.security.scram.ScramLoginModule required;";

  @TempDir private static Path directory;
  private static Certificates certificates;
  private static Broker broker;

  @BeforeAll
  static void start() {
    certificates = Certificates.make(directory, "broker");
    String listener = "listener.name.secure.";
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("ssl.keystore.type", "PKCS12"),
            Map.entry("ssl.keystore.location", certificates.store().toString()),
            Map.entry("ssl.keystore.password", "changeit"),
            Map.entry("ssl.key.password", "changeit"),
            Map.entry(listener + "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512"),
            Map.entry(listener + "plain.sasl.jaas.config", PLAIN_JAAS),
            Map.entry(listener + "scram-sha-256.sasl.jaas.config", SCRAM_JAAS),
            Map.entry(listener + "scram-sha-512.sasl.jaas.config", SCRAM_JAAS),
            Map.entry(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            Map.entry("super.users", "User:ANONYMOUS;User:carol;User:alice;User:bob"));
    broker =
        new Broker(
            directory.resolve("data"),
            "SASL_SSL",
            settings,
            List.of(
                "SCRAM-SHA-256=[name=alice,password=alice-secret]",
                "SCRAM-SHA-512=[name=bob,password=bob-secret]"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static DataBatch batch() {
    return BatchScript.at(DemoTick.recently())
        .value(new EntityKey.Node("node-1"), PlainMetrics.UPTIME, 1)
        .build();
  }

  private static String trusting() throws Exception {
    return "cacert=" + certificates.certificate();
  }

  private static DataSink sink(String topic, String query) {
    return Sinks.of(broker.secureAddress(), "timeseriestopic=" + topic + "&" + query);
  }

  private static void assertHeld(String query, String advice) throws Exception {
    try (DataSink sink = sink("held", query)) {
      assertThatThrownBy(() -> sink.export(batch(), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining(advice);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user=carol&password=carol-secret",
        "user=alice&password=alice-secret&mechanism=SCRAM-SHA-256",
        "user=bob&password=bob-secret&mechanism=SCRAM-SHA-512"
      })
  void export_rightPasswordOverTls_arrives(String login) throws Exception {
    String topic = "for-" + login.substring(5, 8);
    try (DataSink sink = sink(topic, login + "&" + trusting())) {
      sink.export(batch(), Lane.FRESH);
    }
    assertThat(Topic.read(broker.address(), topic)).hasSize(1);
  }

  @Test
  void export_insecureTls_takesAnyCertificate() throws Exception {
    try (DataSink sink = sink("insecure", "user=carol&password=carol-secret&insecuressl=true")) {
      sink.export(batch(), Lane.FRESH);
    }
    assertThat(Topic.read(broker.address(), "insecure")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user=carol&password=wrong", "user=alice&password=wrong&mechanism=SCRAM-SHA-256"})
  void export_wrongPassword_isHeld(String login) throws Exception {
    assertHeld(login + "&" + trusting(), "check user, password, mechanism and tls");
  }

  @Test
  void export_unknownAuthority_isHeld() throws Exception {
    Certificates others = Certificates.make(directory, "others");
    assertHeld(
        "user=carol&password=carol-secret&cacert=" + others.certificate(), "signed by cacert");
  }

  @Test
  void export_certificatesThatAreNone_areHeld() throws Exception {
    Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
    assertHeld("user=carol&password=carol-secret&cacert=" + nonsense, "check cacert, cert and key");
  }

  @Test
  void export_passwordFileCorrected_arrivesWithoutRestart() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "wrong");
    try (DataSink sink =
        sink("rotated", "user=carol&passwordFile=" + password + "&" + trusting())) {
      assertThatThrownBy(() -> sink.export(batch(), Lane.FRESH))
          .isInstanceOf(SinkHeldException.class);
      Files.writeString(password, "carol-secret\n");
      sink.export(batch(), Lane.FRESH);
    }
    assertThat(Topic.read(broker.address(), "rotated")).hasSize(1);
  }

  @Test
  void export_userWithoutRights_isHeld() throws Exception {
    try (Admin admin = broker.admin()) {
      admin.createTopics(List.of(new NewTopic("held", 1, (short) 1))).all().get();
    }
    assertHeld("user=dave&password=dave-secret&" + trusting(), "grant the user WRITE and DESCRIBE");
  }
}
