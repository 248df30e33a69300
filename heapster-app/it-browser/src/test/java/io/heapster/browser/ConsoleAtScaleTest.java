package io.heapster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The table of a cluster of thirty thousand pods. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleAtScaleTest {
  private static final String ROW = "[data-test=grid] [data-test=row]";

  /** More elements than rows fit on the screen, twice. */
  private static final long FEW = 80;

  @Test
  void pods_thirtyThousand_areAllReachedThroughAFewRows() throws Exception {
    try (var browser = Browser.open();
        var demo = DemoProcess.start("--port=0", "--shape=large", "--metric-resolution=30s")) {
      browser.at(Size.DESK).go(demo.url() + "/#/pods?sort=pod");
      browser.within(Duration.ofSeconds(150)).awaitText("[data-test=count]", "30,0");
      browser.find(ROW + " .cell.pod a");

      browser.find("[role=grid]").sendKeys(Keys.END);

      browser.awaitTrue(
          "the last row",
          "const last = [...document.querySelectorAll(arguments[0])].at(-1);"
              + "return last.dataset.index === String(arguments[1] - 1)"
              + " && !last.classList.contains('pending')",
          ROW,
          pods(browser));
      String shown = browser.text(".row.active .cell.pod a");
      assertThat(shown).isEqualTo(lastPod(browser));
      assertThat(
              (Long) browser.script("return document.querySelectorAll(arguments[0]).length", ROW))
          .isLessThan(FEW);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static long pods(Browser browser) {
    return (Long)
        browser.script(
            "return fetch('api/v1/query/table?kind=pods&limit=1').then(a => a.json())"
                + ".then(t => t.total)");
  }

  private static String lastPod(Browser browser) {
    return (String)
        browser.script(
            "return fetch('api/v1/query/table?kind=pods&sort=-pod&limit=1').then(a => a.json())"
                + ".then(t => t.rows[0][1])");
  }
}
