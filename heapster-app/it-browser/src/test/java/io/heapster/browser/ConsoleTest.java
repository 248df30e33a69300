package io.heapster.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A person clicks through the console of a demo cluster of which some nodes are dead and one sink
 * is down. What the page shows is compared with what the REST API answers.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "[data-test=grid] [data-test=row]";
  private static final String PASSWORD = "sesame-opens";

  private static DemoProcess demo;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open().at(Size.DESK);
    demo =
        DemoProcess.start(
            "--port=0",
            "--metric-resolution=5s",
            "--faults=dead=0.2",
            "--sink=influxdb:http://127.0.0.1:9?user=writer&pw=" + PASSWORD);
    browser.go(demo.url() + "/");
    browser.awaitTrue(
        "two ticks",
        "return fetch('api/v1/status').then(a => a.json()).then(s => s.ticks.finished > 1)");
  }

  @AfterAll
  static void close() {
    if (demo != null) {
      demo.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  /** A page that works says nothing in the developer's tools. */
  @AfterEach
  void noComplaints() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static JsonNode ask(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(demo.url() + path)).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }
  }

  private static void view(String hash) {
    browser.go(demo.url() + "/#/" + hash);
  }

  /** The texts of a column of the rows in sight. */
  private static List<String> column(String id) {
    var texts = new ArrayList<String>();
    for (WebElement cell : browser.all(ROW + " .cell." + id)) {
      texts.add(cell.getText().strip());
    }
    return texts;
  }

  private static void awaitRows() {
    browser.awaitTrue(
        "rows",
        "const rows = [...document.querySelectorAll(arguments[0])];"
            + "return rows.length > 1 && !rows.some(row => row.classList.contains('pending'))",
        ROW);
  }

  @Test
  void overview_ofTheCluster_tellsTheCountsOfTheApi() throws Exception {
    JsonNode status = ask("/api/v1/status");
    JsonNode inventory = status.path("inventory");

    view("overview");

    browser.awaitText("[data-test=pods]", inventory.path("pods").asText());
    browser.awaitText("[data-test=nodes]", inventory.path("nodesReady").asText());
    browser.awaitText("[data-test=cpu]", "%");
    browser.awaitText("[data-test=tick]", status.at("/tick/scraped").asText() + " of ");
  }

  @Test
  void overview_charts_areDrawn() {
    view("overview");

    browser.awaitTrue(
        "two drawn charts",
        "const drawn = [...document.querySelectorAll('canvas')].filter(c => c.width > 0 &&"
            + " c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0));"
            + " return drawn.length >= 2");
  }

  @Test
  void overview_deadNodesAndASinkThatIsDown_needAttention() throws Exception {
    JsonNode failed = ask("/api/v1/status").at("/tick/failed");
    assertThat(failed).isNotEmpty();

    view("overview");

    browser.awaitText("[data-test=attention]", failed.get(0).path("node").asText());
    browser.awaitText("[data-test=attention]", "influxdb");
    browser.awaitText("[data-test=sinks]", "down");
  }

  @Test
  void table_leftForARowAndComeBackTo_standsWhereItStood() {
    String top = "return document.querySelector('[data-test=grid]').scrollTop";
    view("pods?sort=pod");
    awaitRows();
    browser.script("document.querySelector('[data-test=grid]').scrollTop = 3000");
    browser.awaitTrue(
        "rows further down",
        "return Number(document.querySelector(arguments[0])?.dataset.index) > 30",
        ROW);
    awaitRows();
    long left = ((Number) browser.script(top)).longValue();
    assertThat(left).isPositive();

    browser.script("document.querySelectorAll(arguments[0])[12].click()", ROW + " .cell.pod a");
    browser.awaitTrue("the pod", "return location.hash.startsWith('#/entity/')");
    browser.awaitText("main h1", "-");
    browser.driver().navigate().back();

    browser.awaitTrue(
        "the table as it was left",
        "return document.querySelector('[data-test=grid]')?.scrollTop === arguments[0]",
        left);
    view("overview");
    browser.awaitText("main h1", "Overview");
    view("pods?sort=pod");
    awaitRows();
    assertThat(((Number) browser.script(top)).longValue()).isZero();
  }

  @Test
  void table_sortedByAClick_isInTheOrderOfTheApiAndOfTheAddress() throws Exception {
    view("nodes");
    awaitRows();

    browser.find("[data-test=sort-node]").click();
    browser.awaitTrue("the sort in the address", "return location.hash.includes('sort=node')");
    awaitRows();
    browser.awaitTrue(
        "nodes by name",
        "const names = [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim());"
            + "return names.length > 1 && names[0] < names[1]",
        ROW + " .cell.node a");

    List<String> names = column("node").stream().map(text -> text.split("\\s")[0]).toList();
    assertThat(names).isSortedAccordingTo(Comparator.naturalOrder());
    JsonNode first = ask("/api/v1/query/table?kind=nodes&sort=node&limit=1").at("/rows/0/0");
    assertThat(names.getFirst()).isEqualTo(first.asText());
  }

  @Test
  void table_filteredByTyping_showsWhatTheApiFinds() throws Exception {
    String name = ask("/api/v1/query/table?kind=pods&limit=1").at("/rows/0/1").asText();
    view("pods");
    awaitRows();

    WebElement filter = browser.find("[data-test=filter-q]");
    filter.sendKeys(name.toUpperCase(Locale.ROOT));

    browser.awaitText("[data-test=count]", "1 of ");
    assertThat(column("pod")).containsExactly(name);
    assertThat((String) browser.script("return location.hash")).contains("q=");
  }

  @Test
  void filter_keyWhileTheAddressFollows_isNotTakenBack() {
    view("pods");
    browser.awaitTrue(
        "an empty filter", "return document.querySelector('[data-test=filter-q]').value === ''");

    // Another key the moment that the address takes the first; notes what the page writes itself.
    browser.script(
        "const field = document.querySelector('[data-test=filter-q]');"
            + "const { get, set } ="
            + " Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');"
            + "const type = text => { set.call(field, text);"
            + " field.dispatchEvent(new Event('input', { bubbles: true })); };"
            + "window.written = [];"
            + "Object.defineProperty(field, 'value', { configurable: true,"
            + " get() { return get.call(this); },"
            + " set(text) { window.written.push(text); set.call(this, text); } });"
            + "const replace = history.replaceState;"
            + "history.replaceState = function (...all) { history.replaceState = replace;"
            + " replace.apply(this, all); type('ab'); };"
            + "type('a');");
    browser.awaitTrue("both in the address", "return location.hash.endsWith('q=ab')");

    assertThat(browser.script("return window.written.join()")).isEqualTo("");
  }

  @Test
  void table_withoutAMatch_saysSo() {
    view("pods?q=no-such-pod");

    browser.awaitText("[data-test=grid]", "No pods match");
  }

  @Test
  void deepLink_ofAFilteredTable_survivesAReloadAndTheWayBack() throws Exception {
    String namespace = ask("/api/v1/query/table?kind=namespaces&limit=1").at("/rows/0/0").asText();
    long pods =
        ask("/api/v1/query/table?kind=pods&limit=1&namespace=" + namespace)
            .path("matched")
            .asLong();
    view("pods?ns=" + namespace);
    browser.awaitText("[data-test=count]", pods + " of ");
    browser.driver().navigate().refresh();
    browser.awaitText("[data-test=count]", pods + " of ");

    awaitRows();
    browser.find(ROW + " .cell.pod a").click();
    browser.awaitText(".crumbs", namespace);
    browser.driver().navigate().back();

    browser.awaitText("[data-test=count]", pods + " of ");
  }

  @Test
  void row_openedByAClick_isAPageOfChartsOfEveryMetric() throws Exception {
    view("pods");
    awaitRows();
    String pod = column("pod").getFirst();

    browser.find(ROW + " .cell.pod a").click();

    browser.awaitText("h1", pod);
    browser.find("[data-test=group-cpu] canvas");
    browser.find("[data-test=group-memory] canvas");
    browser.find("[data-test=group-network] canvas");
    String key = (String) browser.script("return decodeURIComponent(location.hash.slice(9))");
    JsonNode entity = ask("/api/v1/query/entity?key=" + key);
    browser.script("document.querySelector('[data-test=values]').open = true");
    for (JsonNode metric : entity.path("metrics")) {
      browser.awaitText("[data-test=values]", metric.path("name").asText());
    }
  }

  @Test
  void node_page_listsItsPodsAndItsLabels() throws Exception {
    JsonNode row =
        ask("/api/v1/query/table?kind=nodes&metrics=pods&sort=-pods&limit=1").at("/rows/0");
    view("entity/node:" + row.path(0).asText());

    browser.awaitText("h1", row.path(0).asText());
    browser.awaitText("[data-test=children-pods] .count", row.path(1).asText());
    browser.awaitText(".chips", "kubernetes.io/hostname");
    browser.awaitText(".facts", "ready");
  }

  @Test
  void entity_thatIsNotThere_isToldAsNotFound() {
    view("entity/namespace:none/pod:nobody");

    browser.awaitText("[data-test=trouble]", "Not found");
    // Away from here, or the page asks again at the next tick, also while the next test runs.
    view("settings");
    browser.find("[data-test=setting]");
    // The browser itself notes each answer of 404; no other complaint is expected.
    assertThat(browser.complaints()).allMatch(said -> said.contains("404"));
  }

  @Test
  void keys_takeAPersonThroughThePage() {
    view("overview");
    browser.find("[data-test=pods]");
    WebElement body = browser.find("body");

    // At once: a "g" counts for a moment only.
    body.sendKeys("gn");
    browser.awaitText("h1", "Nodes");
    awaitRows();

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
        ask("/api/v1/query/table?kind=pods&metrics=cpu/usage_rate&sort=-cpu/usage_rate&limit=1")
            .at("/rows/0/1")
            .asText();
    view("insights");
    browser.awaitText("main", top);

    view("insights?tab=waste");
    browser.awaitText("[data-test=waste-total]", "Requested but not used");

    view("insights?tab=failed");
    for (JsonNode node : ask("/api/v1/status").at("/tick/failed")) {
      browser.awaitText("[data-test=failed]", node.path("node").asText());
    }

    view("insights?tab=labels&label=app");
    JsonNode sums =
        ask(
            "/api/v1/query/sums?kind=pods&by=label:app&metrics=cpu/usage_rate&sort=-cpu/usage_rate");
    browser.awaitText("[data-test=sums]", sums.at("/rows/0/0").asText());
  }

  @Test
  void ticks_timeline_growsAndNamesTheFailed() throws Exception {
    view("ticks");
    browser.find("[data-test=timeline]");
    long before =
        Long.parseLong(browser.find("[data-test=timeline]").getAttribute("aria-valuemax"));

    browser.awaitTrue(
        "another tick",
        "const line = document.querySelector('[data-test=timeline]');"
            + "return Number(line.getAttribute('aria-valuemax')) > arguments[0]",
        before);
    String node = ask("/api/v1/status").at("/tick/failed/0/node").asText();
    browser.awaitText("main", node);
  }

  @Test
  void settings_areMaskedAndCanBeFiltered() {
    view("settings");
    browser.awaitText("main", "metric");
    assertThat(browser.text("main")).contains("pw=***").doesNotContain(PASSWORD);

    browser.find("[data-test=filter-q]").sendKeys("resolution");

    browser.awaitTrue(
        "fewer settings",
        "const n = document.querySelectorAll('[data-test=setting]').length; return n > 0 && n < 5");
    assertThat(browser.text("main")).contains("5s");
  }

  @Test
  void page_leftAlone_takesNewValuesWithoutLosingItsRows() {
    view("pods");
    awaitRows();
    browser.script("document.querySelector(arguments[0]).kept = true", ROW);
    browser.find(".pulse time");
    String before =
        (String) browser.script("return document.querySelector('.pulse time').dateTime");

    browser.awaitTrue(
        "a newer tick",
        "return document.querySelector('.pulse time').dateTime > arguments[0]",
        before);

    awaitRows();
    assertThat(browser.script("return document.querySelector(arguments[0]).kept === true", ROW))
        .isEqualTo(true);
  }

  @Test
  void theme_chosenByHand_staysAfterAReload() {
    browser.in(Browser.Scheme.LIGHT);
    view("overview");
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
