package io.heapster.browser;

import static io.heapster.browser.OpenConsole.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;

/** The tables of the console: sorted, filtered, scrolled, left and come back to. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConsoleTablesTest {
  @RegisterExtension private static final OpenConsole console = new OpenConsole();
  private static Browser browser;

  @BeforeAll
  static void open() {
    browser = console.browser();
  }

  @Test
  void table_leftAndComeBackTo_standsWhereItStood() {
    console.view("pods?sort=pod");
    long left = scrolledDown();

    browser.script("document.querySelectorAll(arguments[0])[12].click()", ROW + " .cell.pod a");
    browser.awaitTrue("the pod", "return location.hash.startsWith('#/entity/')");
    browser.awaitText("main h1", "-");
    browser.driver().navigate().back();
    awaitTop(left);

    browser.find("nav a[href='#/ticks']").click();
    browser.awaitText("main h1", "Ticks");
    browser.driver().navigate().back();
    awaitTop(left);

    browser.driver().navigate().refresh();
    awaitTop(left);
  }

  @Test
  void table_sortedWhileScrolledDown_beginsAtItsTopAndComesBackToItsPlace() {
    console.view("pods?sort=pod");
    long left = scrolledDown();

    browser.find("[data-test=sort-cpu]").click();
    browser.awaitTrue("another order", "return location.hash.endsWith('sort=-cpu')");
    awaitTop(0);
    browser.driver().navigate().refresh();
    awaitTop(0);

    browser.driver().navigate().back();
    awaitTop(left);
  }

  /** Scrolls the pods down; where to, once the browser's history has it. */
  private static long scrolledDown() {
    console.awaitRows();
    browser.script("document.querySelector('[data-test=grid]').scrollTop = 3000");
    browser.awaitTrue(
        "rows further down, and the place kept",
        "return Number(document.querySelector(arguments[0])?.dataset.index) > 30"
            + " && history.state?.Pods > 0",
        ROW);
    console.awaitRows();
    return ((Number) browser.script("return history.state.Pods")).longValue();
  }

  private static void awaitTop(long pixels) {
    browser.awaitTrue(
        "a table scrolled by " + pixels,
        "return document.querySelectorAll(arguments[0]).length > 1"
            + " && document.querySelector('[data-test=grid]').scrollTop === arguments[1]",
        ROW,
        pixels);
    console.awaitRows();
    assertThat(browser.script("return document.querySelector('[data-test=grid]').scrollTop"))
        .isEqualTo(pixels);
  }

  @Test
  void table_sortedByAClick_isInTheOrderOfTheApiAndOfTheAddress() throws Exception {
    console.view("nodes");
    console.awaitRows();

    browser.find("[data-test=sort-node]").click();
    browser.awaitTrue("the sort in the address", "return location.hash.includes('sort=node')");
    console.awaitRows();
    browser.awaitTrue(
        "nodes by name",
        "const names = [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim());"
            + "return names.length > 1 && names[0] < names[1]",
        ROW + " .cell.node a");

    List<String> names = console.column("node").stream().map(text -> text.split("\\s")[0]).toList();
    assertThat(names).isSortedAccordingTo(Comparator.naturalOrder());
    JsonNode first =
        console.ask("/api/v1/query/table?kind=nodes&sort=node&limit=1").at("/rows/0/0");
    assertThat(names.getFirst()).isEqualTo(first.asText());
  }

  @Test
  void table_filteredByTyping_showsWhatTheApiFinds() throws Exception {
    String name = console.ask("/api/v1/query/table?kind=pods&limit=1").at("/rows/0/1").asText();
    console.view("pods");
    console.awaitRows();

    WebElement filter = browser.find("[data-test=filter-q]");
    filter.sendKeys(name.toUpperCase(Locale.ROOT));

    browser.awaitText("[data-test=count]", "1 of ");
    assertThat(console.column("pod")).containsExactly(name);
    assertThat((String) browser.script("return location.hash")).contains("q=");
  }

  @Test
  void filter_keyWhileTheAddressFollows_isNotTakenBack() {
    console.view("pods");
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

    assertThat(browser.script("return window.written.length")).isEqualTo(0L);
  }

  @Test
  void table_withoutAMatch_saysSo() {
    console.view("pods?q=no-such-pod");

    browser.awaitText("[data-test=grid]", "No pods match");
  }

  @Test
  void deepLink_ofAFilteredTable_survivesAReloadAndTheWayBack() throws Exception {
    String namespace =
        console.ask("/api/v1/query/table?kind=namespaces&limit=1").at("/rows/0/0").asText();
    long pods =
        console
            .ask("/api/v1/query/table?kind=pods&limit=1&namespace=" + namespace)
            .path("matched")
            .asLong();
    console.view("pods?ns=" + namespace);
    browser.awaitText("[data-test=count]", pods + " of ");
    browser.driver().navigate().refresh();
    browser.awaitText("[data-test=count]", pods + " of ");

    console.awaitRows();
    browser.find(ROW + " .cell.pod a").click();
    browser.awaitText(".crumbs", namespace);
    browser.driver().navigate().back();

    browser.awaitText("[data-test=count]", pods + " of ");
  }

  @Test
  void page_leftAlone_takesNewValuesWithoutLosingItsRows() {
    console.view("pods");
    console.awaitRows();
    browser.script("document.querySelector(arguments[0]).kept = true", ROW);
    browser.find(".pulse time");
    String before =
        (String) browser.script("return document.querySelector('.pulse time').dateTime");

    browser.awaitTrue(
        "a newer tick",
        "return document.querySelector('.pulse time').dateTime > arguments[0]",
        before);

    console.awaitRows();
    assertThat(browser.script("return document.querySelector(arguments[0]).kept === true", ROW))
        .isEqualTo(true);
  }
}
