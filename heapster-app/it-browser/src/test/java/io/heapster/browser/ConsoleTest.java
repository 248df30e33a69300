package io.heapster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConsoleTest {
  @Test
  void root_inABrowser_isAPage() throws Exception {
    try (var demo = DemoProcess.start("--shape=tiny", "--port=0");
        var browser = Browser.open()) {
      browser.at(Size.DESK).go(demo.url() + "/");
      browser.awaitText("body", "eapster");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
