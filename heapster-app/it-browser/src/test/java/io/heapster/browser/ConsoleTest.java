package io.heapster.browser;

import static io.heapster.browser.OpenConsole.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A person clicks through the console. What the page shows is compared with what the REST API
 * answers.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleTest {
  @RegisterExtension private static final OpenConsole console = new OpenConsole();
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = console.browser();
  }

  @Test
  void overview_ofTheCluster_tellsTheCountsOfTheApi() throws Exception {
    JsonNode status = console.ask("/api/v1/status");
    JsonNode inventory = status.path("inventory");

    console.view("overview");

    browser.awaitText("[data-test=pods]", inventory.path("pods").asText());
    browser.awaitText("[data-test=nodes]", inventory.path("nodesReady").asText());
    browser.awaitText("[data-test=cpu]", "%");
    browser.awaitText("[data-test=tick]", status.at("/tick/scraped").asText() + " of ");
  }

  @Test
  void overview_charts_areDrawn() {
    console.view("overview");

    browser.awaitTrue(
        "two drawn charts",
        "const drawn = [...document.querySelectorAll('canvas')].filter(c => c.width > 0 &&"
            + " c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0));"
            + " return drawn.length >= 2");
  }

  @Test
  void overview_deadNodesAndASinkThatIsDown_needAttention() throws Exception {
    JsonNode failed = console.ask("/api/v1/status").at("/tick/failed");
    assertThat(failed).isNotEmpty();

    console.view("overview");

    browser.awaitText("[data-test=attention]", failed.get(0).path("node").asText());
    browser.awaitText("[data-test=attention]", "influxdb");
    browser.awaitText("[data-test=sinks]", "down");
  }

  @Test
  void row_openedByAClick_isAPageOfChartsOfEveryMetric() throws Exception {
    console.view("pods");
    console.awaitRows();
    String pod = console.column("pod").getFirst();

    browser.find(ROW + " .cell.pod a").click();

    browser.awaitText("h1", pod);
    browser.find("[data-test=group-cpu] canvas");
    browser.find("[data-test=group-memory] canvas");
    browser.find("[data-test=group-network] canvas");
    String key = (String) browser.script("return decodeURIComponent(location.hash.slice(9))");
    JsonNode entity = console.ask("/api/v1/query/entity?key=" + key);
    browser.script("document.querySelector('[data-test=values]').open = true");
    for (JsonNode metric : entity.path("metrics")) {
      browser.awaitText("[data-test=values]", metric.path("name").asText());
    }
  }

  @Test
  void node_page_listsItsPodsAndItsLabels() throws Exception {
    JsonNode row =
        console.ask("/api/v1/query/table?kind=nodes&metrics=pods&sort=-pods&limit=1").at("/rows/0");
    console.view("entity/node:" + row.path(0).asText());

    browser.awaitText("h1", row.path(0).asText());
    browser.awaitText("[data-test=children-pods] .count", row.path(1).asText());
    browser.awaitText(".chips", "kubernetes.io/hostname");
    browser.awaitText(".facts", "ready");
  }

  @Test
  void entity_thatIsNotThere_isToldAsNotFound() {
    console.view("entity/namespace:none/pod:nobody");

    browser.awaitText("[data-test=trouble]", "Not found");
    // Away from here, or the page asks again at the next tick, also while the next test runs.
    console.view("settings");
    browser.find("[data-test=setting]");
    // The browser itself notes each answer of 404; no other complaint is expected.
    assertThat(browser.complaints()).allMatch(said -> said.contains("404"));
  }

  @Test
  void keys_takeAPersonThroughThePage() {
    console.view("overview");
    browser.find("[data-test=pods]");
    WebElement body = browser.find("body");

    // At once: a "g" counts for a moment only.
    body.sendKeys("gn");
    browser.awaitText("h1", "Nodes");
    console.awaitRows();

    body.sendKeys("/");
    browser.awaitTrue(
        "the filter in focus", "return document.activeElement.dataset.test === 'filter-q'");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    browser.find("[role=grid]").sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    browser.awaitTrue("a chosen row", "return !!document.querySelector('.row.active')");
    String chosen = browser.find(".row.active .cell.node a").getText();
    browser.find("[role=grid]").sendKeys(Keys.ENTER);
    browser.awaitText("h1", chosen);

    browser.find("body").sendKeys("?");
    browser.find("dialog[open]");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
    browser.awaitTrue("closed help", "return !document.querySelector('dialog[open]')");
  }

  @Test
  void insights_tellWhoUsesWastesAndFails() throws Exception {
    String top =
        console
            .ask(
                "/api/v1/query/table?kind=pods&metrics=cpu/usage_rate&sort=-cpu/usage_rate&limit=1")
            .at("/rows/0/1")
            .asText();
    console.view("insights");
    browser.awaitText("main", top);

    console.view("insights?tab=waste");
    browser.awaitText("[data-test=waste-total]", "Requested but not used");

    console.view("insights?tab=failed");
    for (JsonNode node : console.ask("/api/v1/status").at("/tick/failed")) {
      browser.awaitText("[data-test=failed]", node.path("node").asText());
    }

    console.view("insights?tab=labels&label=app");
    JsonNode sums =
        console.ask(
            "/api/v1/query/sums?kind=pods&by=label:app&metrics=cpu/usage_rate&sort=-cpu/usage_rate");
    browser.awaitText("[data-test=sums]", sums.at("/rows/0/0").asText());
  }

  @Test
  void ticks_timeline_growsAndNamesTheFailed() throws Exception {
    console.view("ticks");
    browser.find("[data-test=timeline]");
    long before =
        Long.parseLong(browser.find("[data-test=timeline]").getAttribute("aria-valuemax"));

    browser.awaitTrue(
        "another tick",
        "const line = document.querySelector('[data-test=timeline]');"
            + "return Number(line.getAttribute('aria-valuemax')) > arguments[0]",
        before);
    String node = console.ask("/api/v1/status").at("/tick/failed/0/node").asText();
    browser.awaitText("main", node);
  }

  @Test
  void settings_areMaskedAndCanBeFiltered() {
    console.view("settings");
    browser.awaitText("main", "metric");
    assertThat(browser.text("main")).contains("pw=***").doesNotContain(OpenConsole.PASSWORD);

    browser.find("[data-test=filter-q]").sendKeys("resolution");

    browser.awaitTrue(
        "fewer settings",
        "const n = document.querySelectorAll('[data-test=setting]').length; return n > 0 && n < 5");
    assertThat(browser.text("main")).contains("5s");
  }

  @Test
  void theme_chosenByHand_staysAfterAReload() {
    browser.in(Browser.Scheme.LIGHT);
    console.view("overview");
    browser.find("[data-test=theme]");
    String light = background();
    for (int turns = 0; background().equals(light) && turns < 3; turns++) {
      browser.find("[data-test=theme]").click();
    }
    String dark = background();
    assertThat(dark).isNotEqualTo(light);

    browser.driver().navigate().refresh();
    browser.find("[data-test=theme]");

    assertThat(background()).isEqualTo(dark);
    browser.script("localStorage.clear()");
  }

  private static String background() {
    return (String)
        browser.script("return getComputedStyle(document.documentElement).backgroundColor");
  }
}
