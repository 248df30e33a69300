package io.heapster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page says when there is little or nothing to show. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleStatesTest {
  private static final String ROW = "[data-test=grid] [data-test=row]";

  @TempDir private Path folder;

  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open().at(Size.DESK);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private static DemoProcess tiny(int port, String... more) throws Exception {
    var flags = new ArrayList<String>();
    flags.add("--shape=tiny");
    flags.add("--port=" + port);
    flags.addAll(List.of(more));
    return DemoProcess.start(flags.toArray(String[]::new));
  }

  @Test
  void daemon_goneAndBack_isToldAndTheOldValuesStay() throws Exception {
    int port;
    try (var demo = tiny(0)) {
      port = demo.port();
      browser.go(demo.url() + "/#/nodes");
      browser.find(ROW + " .cell.node a");
    }

    browser.awaitText("[data-test=banner]", "does not answer");
    browser.find(ROW + " .cell.node a");
    assertThat(browser.text("[data-test=banner]")).contains("Values are those of");

    try (var _ = tiny(port)) {
      browser.awaitTrue(
          "the banner gone", "return document.querySelector('[data-test=banner]') === null");
      browser.find(ROW + " .cell.node a");
    }
  }

  @Test
  void daemon_thatWantsACertificate_isToldAsSuch() throws Exception {
    ServingKeys keys = ServingKeys.make(folder);
    String certificate = "--tls-cert=" + keys.certificate();
    String key = "--tls-key=" + keys.key();
    int port;
    try (var demo = tiny(0, certificate, key)) {
      port = demo.port();
      assertThat(demo.url()).startsWith("https:");
      browser.go(demo.url() + "/#/nodes");
      browser.find(ROW + " .cell.node a");
    }
    try (var _ = tiny(port, certificate, key, "--tls-client-ca=" + keys.certificate())) {
      browser.awaitText("[data-test=banner]", "client certificate");
    }
  }

  @Test
  void daemon_withoutAStore_saysHowToGetOne() throws Exception {
    try (var demo = tiny(0, "--disable-metric-sink")) {
      browser.go(demo.url() + "/#/pods");
      browser.awaitText("[data-test=trouble]", "No values are kept");

      browser.go(demo.url() + "/#/ticks");
      browser.find("[data-test=timeline]");
    }
  }

  /** The answer is a stand-in: a flood that lasts as long as a look at the page is no test. */
  @Test
  void daemon_thatIsBusy_isNotTakenForOneWithoutAStore() throws Exception {
    try (var demo = tiny(0)) {
      browser.go(demo.url() + "/#/settings");
      browser.awaitText("main", "resolution");
      browser.script(
          "const real = window.fetch;"
              + "window.fetch = (url, how) => String(url).includes('query/') ? Promise.resolve("
              + "new Response('too many', {status: 503, headers: {'Retry-After': '1'}})) :"
              + " real(url, how);"
              + "location.hash = '#/pods'");

      browser.awaitText("[data-test=trouble]", "The daemon is busy");
      assertThat(browser.text("main")).contains("too many").doesNotContain("store is off");
    }
  }

  @Test
  void daemon_beforeItsFirstTick_isWaitedFor() throws Exception {
    try (var daemon = DemoProcess.withoutCluster()) {
      for (String view : List.of("overview", "pods", "ticks", "insights", "entity/cluster")) {
        browser.go(daemon.url() + "/#/" + view);

        browser.awaitText("main", "aiting for the first tick");
      }
    }
  }

  @Test
  void cluster_ofDeadNodes_hasNoPodsAndManyToSeeAfter() throws Exception {
    try (var demo = tiny(0, "--faults=dead=1")) {
      browser.go(demo.url() + "/#/pods");
      browser.awaitText("main", "No pods");

      browser.go(demo.url() + "/#/overview");
      browser.awaitText("[data-test=attention]", "was not read");
    }
  }
}
