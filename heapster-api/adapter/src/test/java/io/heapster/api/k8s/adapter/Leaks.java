package io.heapster.api.k8s.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.heapster.api.k8s.groups.Reply;
import java.util.List;
import java.util.regex.Pattern;

/** What no stranger may be told, and what may stand in no log. */
final class Leaks {
  /** Every credential and claimed identity that the tests send begins so. */
  private static final List<String> SECRETS =
      List.of("token-of-", "forged-", "eyJhbGciOi", "own-token");

  /** Values of the recorded cluster, or the adapter's own counters. */
  private static final Pattern DATA =
      Pattern.compile("\"usage\"|\"timestamp\"|web-6df8dbcc4f|own 1|apiserver_request");

  /** Class names, stacks, addresses, and what the cluster says for our ears only. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(java|javax|io|com|org|jdk)\\.[a-z0-9]+\\.|Exception|\\bat [a-z]+\\.|https?://"
              + "|127\\.0\\.0\\.1|localhost|10\\.9\\.8\\.7|tokenreviews|subjectaccessreviews");

  private Leaks() {}

  /** Neither data, nor internals, nor anybody's credential. */
  static void assertNone(String what, Reply reply) {
    String told =
        reply.headers() + "\n" + reply.text().replaceAll("[a-z]+\\.metrics\\.k8s\\.io", "");
    assertThat(DATA.matcher(told).find()).as("%s brought data: %s", what, told).isFalse();
    assertThat(INTERNALS.matcher(told).find()).as("%s told internals: %s", what, told).isFalse();
    assertThat(told).as(what).doesNotContain(SECRETS);
  }

  static void assertNoneLogged(RecordedLog log) {
    for (String line : log.lines()) {
      assertThat(line).doesNotContain(SECRETS);
    }
  }
}
