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
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.WebElement;

/**
 * The console of a demo cluster in a browser, open for all tests of a class from its second tick
 * on. Some nodes are dead, one sink is down, and nobody's use changes, so that an order by use
 * stays.
 */
final class OpenConsole implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  static final String ROW = "[data-test=grid] [data-test=row]";

  /** Of the sink; no page may show it. */
  static final String PASSWORD = "sesame-opens";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Browser browser;
  private DemoProcess demo;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    browser = Browser.open().at(Size.DESK); // or the tests are skipped
    demo =
        DemoProcess.start(
            "--port=0",
            "--metric-resolution=5s",
            "--cpu-swing=0",
            "--faults=dead=0.2",
            "--sink=influxdb:http://127.0.0.1:9?user=writer&pw=" + PASSWORD);
    browser.go(demo.url() + "/");
    browser.awaitTrue(
        "two ticks",
        "return fetch('api/v1/status').then(a => a.json()).then(s => s.ticks.finished > 1)");
  }

  /** A page that works says nothing in the developer's tools. */
  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(browser.complaints()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (demo != null) {
      demo.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  Browser browser() {
    return browser;
  }

  /** What the REST API says, for comparison. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(demo.url() + path)).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }
  }

  void view(String hash) {
    browser.go(demo.url() + "/#/" + hash);
  }

  /** The texts of a column of the rows in sight. */
  List<String> column(String id) {
    var texts = new ArrayList<String>();
    for (WebElement cell : browser.all(ROW + " .cell." + id)) {
      texts.add(cell.getText().strip());
    }
    return texts;
  }

  void awaitRows() {
    browser.awaitTrue(
        "rows",
        "const rows = [...document.querySelectorAll(arguments[0])];"
            + "return rows.length > 1 && !rows.some(row => row.classList.contains('pending'))",
        ROW);
  }
}
