package io.heapster.sinks.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.heapster.core.model.DataBatch;
import io.heapster.core.pipeline.SinkHeldException;
import io.heapster.sinks.testing.DemoTick;
import io.heapster.sinks.testing.FlatValue;
import io.heapster.sinks.testing.OddBatch;
import io.heapster.sinks.testing.SinkRun;
import io.heapster.sinks.testing.TcpStandIn;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class RiemannTest {
  private final Queue<List<Event>> messages = new ConcurrentLinkedQueue<>();
  private volatile String complaint = "";

  /** An event as Riemann's protocol has it. */
  private record Event(
      long time,
      String state,
      String service,
      String host,
      List<String> tags,
      float ttl,
      Map<String, String> attributes,
      String metric) {}

  /** Reads messages and answers each, as Riemann does. */
  private void serve(Socket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var out = new DataOutputStream(client.getOutputStream());
    while (true) {
      byte[] message = in.readNBytes(in.readInt());
      if (complaint.isEmpty()) {
        messages.add(events(CodedInputStream.newInstance(message)));
      }
      byte[] reply = reply(complaint);
      out.writeInt(reply.length);
      out.write(reply);
      out.flush();
    }
  }

  private static byte[] reply(String complaint) throws IOException {
    var bytes = new ByteArrayOutputStream();
    CodedOutputStream reply = CodedOutputStream.newInstance(bytes);
    reply.writeBool(2, complaint.isEmpty());
    if (!complaint.isEmpty()) {
      reply.writeString(3, complaint);
    }
    reply.flush();
    return bytes.toByteArray();
  }

  private static List<Event> events(CodedInputStream message) throws IOException {
    var events = new ArrayList<Event>();
    while (!message.isAtEnd()) {
      assertThat(message.readTag()).isEqualTo(6 << 3 | 2);
      events.add(event(CodedInputStream.newInstance(message.readByteArray())));
    }
    return events;
  }

  private static Event event(CodedInputStream in) throws IOException {
    long time = 0;
    String state = "";
    String service = "";
    String host = "";
    var tags = new ArrayList<String>();
    float ttl = 0;
    var attributes = new TreeMap<String, String>();
    String metric = "";
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      switch (tag) {
        case 1 << 3 -> time = in.readInt64();
        case 2 << 3 | 2 -> state = in.readStringRequireUtf8();
        case 3 << 3 | 2 -> service = in.readStringRequireUtf8();
        case 4 << 3 | 2 -> host = in.readStringRequireUtf8();
        case 7 << 3 | 2 -> tags.add(in.readStringRequireUtf8());
        case 8 << 3 | 5 -> ttl = in.readFloat();
        case 9 << 3 | 2 -> attribute(CodedInputStream.newInstance(in.readByteArray()), attributes);
        case 13 << 3 -> metric += in.readSInt64();
        case 14 << 3 | 1 -> metric += in.readDouble();
        default -> throw new IOException("unknown field, tag " + tag);
      }
    }
    return new Event(time, state, service, host, tags, ttl, attributes, metric);
  }

  private static void attribute(CodedInputStream in, Map<String, String> into) throws IOException {
    assertThat(in.readTag()).isEqualTo(1 << 3 | 2);
    String key = in.readStringRequireUtf8();
    assertThat(in.readTag()).isEqualTo(2 << 3 | 2);
    assertThat(into.put(key, in.readStringRequireUtf8())).isNull();
    assertThat(in.isAtEnd()).isTrue();
  }

  private List<Event> all() {
    return messages.stream().flatMap(List::stream).toList();
  }

  @Test
  void export_wholeTick_arrivesValueByValueInMessagesOfAThousand() throws Exception {
    DataBatch batch = DemoTick.demo();
    var expected = new HashMap<Map<String, String>, String>();
    for (FlatValue value : FlatValue.of(batch)) {
      Map<String, String> identity = value.labels().asMap();
      identity.put("", value.metric().name());
      assertThat(expected.put(identity, value.value().toString())).isNull();
    }
    try (var server = TcpStandIn.start(0, this::serve);
        var sink = SinkRun.of("riemann:http://127.0.0.1:" + server.port())) {
      sink.export(batch);

      assertThat(sink.delivered()).isEqualTo(expected.size());
      assertThat(server.accepted()).isEqualTo(1);
    }
    var actual = new HashMap<Map<String, String>, String>();
    for (Event event : all()) {
      var identity = new TreeMap<>(event.attributes());
      identity.put("", event.service());
      assertThat(actual.put(identity, event.metric())).isNull();
      assertThat(event.time()).isEqualTo(batch.timestamp().getEpochSecond());
      assertThat(event.host()).isEqualTo(event.attributes().getOrDefault("hostname", ""));
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(messages.stream().limit(messages.size() - 1L)).allMatch(one -> one.size() == 1000);
  }

  @Test
  void export_everyOption_isInTheEvents() throws Exception {
    try (var server = TcpStandIn.start(0, this::serve);
        var sink =
            SinkRun.of(
                "riemann:tcp://127.0.0.1:"
                    + server.port()
                    + "?ttl=1.5&state=ok&tags=a&tags=b&batchsize=4")) {
      sink.export(OddBatch.batch());

      assertThat(messages).extracting(List::size).containsExactly(4, 4, 2);
      assertThat(all().get(5))
          .isEqualTo(
              new Event(
                  OddBatch.SECONDS,
                  "ok",
                  "filesystem/usage",
                  "n1.example.com",
                  List.of("a", "b"),
                  1.5f,
                  Map.of(
                      "hostname", "n1.example.com",
                      "nodename", "n1",
                      "resource_id", "/dev/sd a",
                      "type", "node"),
                  "8"));
    }
  }

  @Test
  void export_defaults_areHeapsters() throws Exception {
    try (var server = TcpStandIn.start(0, this::serve);
        var sink = SinkRun.of("riemann:http://127.0.0.1:" + server.port())) {
      sink.export(OddBatch.batch());

      assertThat(all().getFirst())
          .isEqualTo(
              new Event(
                  OddBatch.SECONDS,
                  "",
                  "cpu/limit",
                  "",
                  List.of("heapster"),
                  60,
                  Map.of("type", "cluster"),
                  "-5"));
    }
  }

  @Test
  void export_message_comesInOnePacketWithItsLength() throws Exception {
    var packets = new CopyOnWriteArrayList<byte[]>();
    try (var server =
            TcpStandIn.start(
                0,
                client -> {
                  byte[] room = new byte[1 << 16];
                  byte[] ok = reply("");
                  var out = new DataOutputStream(client.getOutputStream());
                  for (int count = 0; count >= 0; count = client.getInputStream().read(room)) {
                    if (count > 0) {
                      packets.add(Arrays.copyOf(room, count));
                      out.writeInt(ok.length);
                      out.write(ok);
                    }
                  }
                });
        var sink = SinkRun.of("riemann:tcp://127.0.0.1:" + server.port() + "?batchsize=1")) {
      sink.export(OddBatch.batch());
    }
    assertThat(packets)
        .hasSizeGreaterThan(5)
        .allMatch(packet -> packet.length == Integer.BYTES + ByteBuffer.wrap(packet).getInt());
  }

  @Test
  void export_riemannComplainsAboutEverything_isHeldWithItsWords() throws Exception {
    complaint = "no";
    try (var server = TcpStandIn.start(0, this::serve);
        var sink = SinkRun.of("riemann:http://127.0.0.1:" + server.port())) {
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOf(SinkHeldException.class)
          .hasMessageContaining("Riemann says: no");

      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  @Test
  void export_serverDiesAndComesBack_isSentAgain() throws Exception {
    var first = TcpStandIn.start(0, this::serve);
    int port = first.port();
    try (var sink = SinkRun.of("riemann:http://127.0.0.1:" + port)) {
      sink.export(OddBatch.batch());
      first.close();
      messages.clear();

      assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(IOException.class);

      try (var _ = TcpStandIn.start(port, this::serve)) {
        sink.export(OddBatch.batch());
        Awaitility.await().until(() -> all().size() == 10);
      }
    }
  }

  @Test
  void export_cutBeforeTheReply_fails() throws Exception {
    try (var server = TcpStandIn.start(0, client -> client.getInputStream().readNBytes(20));
        var sink = SinkRun.of("riemann:http://127.0.0.1:" + server.port())) {
      assertThatThrownBy(() -> sink.export(OddBatch.batch()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  @Test
  void export_notARiemann_failsWithAHint() throws Exception {
    try (var server =
            TcpStandIn.start(
                0,
                client ->
                    client
                        .getOutputStream()
                        .write("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII)));
        var sink = SinkRun.of("riemann:http://127.0.0.1:" + server.port())) {
      assertThatThrownBy(() -> sink.export(OddBatch.batch())).isInstanceOf(IOException.class);
    }
  }

  @Test
  void config_mistakes_areAllTold() {
    assertThat(SinkRun.problems("riemann:udp://x?ttl=soon&batchsize=0"))
        .containsExactly(
            "sink riemann: option address: \"udp://x\": expected tcp or http or"
                + " riemann://host[:port]",
            "sink riemann: option ttl: \"soon\": expected a number of seconds above 0",
            "sink riemann: option batchsize: \"0\": expected a whole number from 1 to 100000");
  }
}
