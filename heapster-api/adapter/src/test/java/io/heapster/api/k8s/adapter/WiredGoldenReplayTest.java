package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.groups.Reply;
import io.heapster.api.k8s.groups.golden.Deviation;
import io.heapster.api.k8s.groups.golden.GoldenExchange;
import io.heapster.api.k8s.groups.golden.GoldenReplay;
import io.heapster.api.k8s.tls.TestPki.Certified;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded exchange, asked of a whole adapter over TLS by the one who asked it: with a token,
 * as kube-apiserver passes it on, and with a certificate; each over both versions of HTTP.
 */
final class WiredGoldenReplayTest {
  private static final List<Deviation> WANTED =
      Stream.concat(
              GoldenReplay.WANTED.stream(),
              Stream.of(
                  Deviation.of(
                      "resource-metrics/(livez|readyz)",
                      "^text: expected (\\[\\+\\]\\S+ ok\n)+(livez|readyz) check passed\n,"
                          + " not (\\[\\+\\]\\S+ ok\n)+\\2 check passed\n$",
                      "the names of the checks are ours")))
          .toList();

  /** A connection for one request: over HTTP/2 it ends with the answer to a stranger. */
  private static final String STRANGER = "stranger ";

  @TempDir private static Path folder;
  private static Vertx vertx;
  private static WiredAdapter adapter;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    adapter = new WiredAdapter(folder);
  }

  @AfterAll
  static void stop() {
    adapter.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** How a caller shows who it is. */
  enum Way {
    TOKEN,
    FRONT_PROXY,
    CERTIFICATE
  }

  static Stream<Arguments> ways() {
    return Stream.of(Way.values())
        .flatMap(way ->
            Stream.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
                .map(version -> Arguments.of(way, version)));
  }

  private static List<GoldenExchange> exchanges() {
    return Stream.of("resource-metrics", "custom-metrics", "external-metrics")
        .flatMap(recorded -> GoldenExchange.below(recorded).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void answer_toWhoAsked_differsFromTheRecordedOnPurposeOnly(Way way, HttpVersion version) {
    var callers = new LinkedHashMap<String, TlsCaller>();
    try {
      var replay = new GoldenReplay(exchange -> ask(exchange, way, version, callers), WANTED);
      var unwanted = new LinkedHashMap<String, List<String>>();
      for (GoldenExchange exchange : exchanges()) {
        List<String> differences = replay.differences(exchange);
        if (!differences.isEmpty()) {
          unwanted.put(exchange.name(), differences);
        }
      }
      assertThat(unwanted).isEmpty();
      assertThat(replay.unused()).isEmpty();
    } finally {
      callers.values().forEach(TlsCaller::close);
    }
  }

  @Test
  void exchanges_inTheFolders_areAllReplayed() {
    assertThat(exchanges()).hasSize(93);
  }

  private static Reply ask(
      GoldenExchange exchange, Way way, HttpVersion version, Map<String, TlsCaller> callers) {
    var headers = new ArrayList<String>();
    exchange.headers().forEach((name, value) -> headers.add(name + ": " + value));
    Function<String, TlsCaller> opened =
        name ->
            callers.computeIfAbsent(
                name, made -> new TlsCaller(vertx, adapter, version, certificate(made)));
    TlsCaller caller =
        switch (exchange.identity()) {
          case "user admin, group system:masters (bearer token)" ->
              as(way, "admin", "system:masters", WiredAdapter.ADMIN_TOKEN, headers, opened);
          case "user jane, group devs, no rights (bearer token)" ->
              as(way, "jane", "devs", WiredAdapter.JANE_TOKEN, headers, opened);
          case "an unknown bearer token" -> {
            headers.add("Authorization: Bearer unknown");
            yield opened.apply(STRANGER + exchange.name());
          }
          case "none" -> opened.apply(STRANGER + exchange.name());
          default -> throw new IllegalArgumentException(exchange.identity());
        };
    try {
      return caller.ask(exchange.method(), exchange.path(), headers.toArray(String[]::new));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsCaller as(
      Way way,
      String user,
      String group,
      String token,
      List<String> headers,
      Function<String, TlsCaller> opened) {
    return switch (way) {
      case TOKEN -> {
        headers.add("Authorization: Bearer " + token);
        yield opened.apply("");
      }
      case FRONT_PROXY -> {
        headers.add("X-Remote-User: " + user);
        headers.add("X-Remote-Group: " + group);
        yield opened.apply(WiredAdapter.PROXY);
      }
      case CERTIFICATE -> opened.apply(user);
    };
  }

  private static Certified certificate(String name) {
    if (name.startsWith(STRANGER)) {
      return null;
    }
    return switch (name) {
      case "" -> null;
      case WiredAdapter.PROXY -> adapter.proxies.client(name);
      case "admin" -> adapter.clients.client(name, "system:masters");
      default -> adapter.clients.client(name, "devs");
    };
  }
}
