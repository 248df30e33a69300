package io.heapster.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium of this machine with an empty profile. Waits by itself for what it finds. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String REQUIRED = "heapster.require.servers";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How the person likes the page. */
  enum Scheme {
    LIGHT,
    DARK
  }

  private final ChromeDriver driver;
  private final WebDriverWait wait;

  private Browser(ChromeDriver driver, Duration patience) {
    this.driver = driver;
    this.wait = new WebDriverWait(driver, patience);
    wait.ignoring(StaleElementReferenceException.class); // the page draws anew while it is read
  }

  /** Skips the test where Chromium is missing, unless it is required to be there. */
  static Browser open() {
    for (Path program : List.of(CHROMIUM, DRIVER)) {
      boolean there = Files.isExecutable(program);
      if (!there && Boolean.getBoolean(REQUIRED)) {
        fail(program + " is not installed, but -D" + REQUIRED + "=true wants it");
      }
      assumeTrue(there, program + " is not installed: the test in a browser is skipped");
    }
    var service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort();
    return new Browser(new ChromeDriver(service.build(), options()), PATIENCE);
  }

  private static ChromeOptions options() {
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // A root without a sandbox, and nothing that asks the internet for anything.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--ignore-certificate-errors");
    options.setCapability("goog:loggingPrefs", logging);
    return options;
  }

  Browser at(Size size) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", size.width,
            "height", size.height,
            "deviceScaleFactor", size.scale,
            "mobile", size == Size.PHONE));
    return this;
  }

  Browser in(Scheme scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of(
                    "name",
                    "prefers-color-scheme",
                    "value",
                    scheme.name().toLowerCase(Locale.ROOT)))));
    return this;
  }

  /** The same one, for what takes longer than usual; not to be closed by itself. */
  Browser within(Duration patience) {
    return new Browser(driver, patience);
  }

  void go(String url) {
    driver.get(url);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** The first visible element, once there is one. */
  WebElement find(String css) {
    wait.withMessage(() -> "no visible " + css + " in:\n" + text("body"))
        .until(_ -> visible(css).isPresent());
    return visible(css).orElseThrow();
  }

  private Optional<WebElement> visible(String css) {
    return all(css).stream().filter(WebElement::isDisplayed).findFirst();
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** What a person reads there, once it holds some text. */
  void awaitText(String css, String part) {
    wait.withMessage(() -> css + " never said \"" + part + "\" but: " + text(css))
        .until(_ -> text(css).contains(part));
  }

  String text(String css) {
    return String.valueOf(
        script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')",
            css));
  }

  Object script(String javascript, Object... arguments) {
    Object result = driver.executeScript(javascript, arguments);
    return result == null ? "" : result;
  }

  /** Waits until a script's answer is true. */
  void awaitTrue(String what, String javascript, Object... arguments) {
    wait.withMessage(() -> what + " never happened; the page says:\n" + text("body"))
        .until(_ -> Boolean.TRUE.equals(driver.executeScript(javascript, arguments)));
  }

  Path picture(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the page complained of since the last call: script errors, refused resources. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
