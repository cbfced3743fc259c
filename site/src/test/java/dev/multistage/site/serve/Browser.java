package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, and what tests ask of it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = 20_000_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String AXE = resource("/axe.min.js");

    private static final List<String> ALL =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** All rules of WCAG 2.2 AA and those that axe calls good practice. */
    private static final String RUN_AXE =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: arguments[0],
                resultTypes: ['violations']})
              .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))),
                    e => done(['axe failed: ' + e]));
            """;

    /** All of an element that rules can depend on and that settings of the reader change. */
    private static final String LOOKS =
            """
            let sum = 0;
            for (const element of document.querySelectorAll('*')) {
              const box = element.getBoundingClientRect();
              const style = getComputedStyle(element);
              const looks = [box.x, box.y, box.width, box.height];
              for (const name of ['display', 'visibility', 'opacity', 'position', 'overflowX', 'overflowY', 'zIndex',
                  'color', 'fill', 'stroke', 'backgroundColor', 'backgroundImage', 'borderTopColor', 'borderTopWidth',
                  'borderBottomColor', 'borderBottomWidth', 'outlineColor', 'outlineStyle', 'textDecoration',
                  'textShadow', 'filter', 'fontSize', 'fontWeight', 'transform', 'clipPath'])
                looks.push(style[name]);
              const text = looks.join();
              for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 9007199254;
            }
            return String(sum);
            """;

    /**
     * Of things that follow each other and are of one kind, the first few stay. Headings do, and
     * what only makes sense together.
     */
    private static final String SHORTEN =
            """
            if (document.querySelectorAll('*').length < 500) return;
            for (const parent of document.querySelectorAll('main, main *')) {
              const kinds = {};
              for (const child of [...parent.children]) {
                const kind = child.tagName + child.className;
                if (!/^(P|UL|LI|TR|PRE|DIV|DETAILS|FIGURE|SECTION)$/.test(child.tagName) || child.hasAttribute('role')) continue;
                kinds[kind] = (kinds[kind] ?? 0) + 1;
                if (kinds[kind] > 4) child.remove();
              }
            }
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() throws IOException, InterruptedException {
        Chromium chromium = Chromium.required();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.program().toFile());
        options.addArguments(
                "--headless=new",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--window-size=1280,900",
                "--no-first-run",
                "--disable-background-networking");
        if (Chromium.root()) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromium.driver().toFile())
                        .withSilent(true)
                        .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return new Browser(driver);
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** Opens a page of the server and waits until it has heard from it. */
    Browser openLive(String address) {
        open(address);
        await("document.documentElement.dataset.live === 'on'");
        return this;
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String text(String selector) {
        return (String)
                script("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
    }

    long count(String selector) {
        return (Long) script("return document.querySelectorAll(arguments[0]).length", selector);
    }

    /** Waits until an expression of the page is true. */
    void await(String expression) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(script("return !!(" + expression + ")"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became true: " + expression);
            }
            LockSupport.parkNanos(LOOK_NANOS); // any expression: no event stands for all
        }
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Presses the tab key until this element has the focus, as somebody without a mouse does. */
    void tabTo(String selector) {
        for (int i = 0; i < 300; i++) {
            if (Boolean.TRUE.equals(
                    script("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the tab key does not lead to " + selector);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Shows pages as on a screen of this width, and with these preferences of the reader. */
    void screen(int width, boolean dark, boolean calm, boolean forced) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        "",
                        "features",
                        List.of(
                                feature("prefers-color-scheme", dark ? "dark" : "light"),
                                feature("prefers-reduced-motion", calm ? "reduce" : ""),
                                feature("forced-colors", forced ? "active" : "none"))));
    }

    private static Map<String, Object> feature(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    void scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** Takes what is repeated out of a long page. */
    void shorten() {
        script(SHORTEN);
    }

    /** Returns how the page looks: the same text if every element looks the same. */
    String looks() {
        return (String) script(LOOKS);
    }

    /** Returns what axe has against the page, one line a rule. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        if (Boolean.FALSE.equals(script("return !!window.axe"))) {
            script(AXE);
        }
        return (List<String>) driver.executeAsyncScript(RUN_AXE, ALL);
    }

    /** Returns the elements that reach over the right edge of the screen. */
    String tooWide() {
        return String.valueOf(
                script(
                        "const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));"
                                + "return [...document.querySelectorAll('body *')].filter(e =>"
                                + " e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e.parentElement))"
                                + ".slice(0, 8).map(e => e.outerHTML.slice(0, 120)).join('\\n')"));
    }

    /** Shows pages as if seen for the first time, everything fetched anew, or not. */
    void cold(boolean cold) {
        driver.executeCdpCommand("Network.setCacheDisabled", Map.of("cacheDisabled", cold));
    }

    /** Returns how many pixels the page is wider than the screen. */
    long overflow() {
        return (Long)
                script(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    byte[] pdf() {
        Map<String, Object> made =
                driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", false));
        return Base64.getDecoder().decode((String) made.get("data"));
    }

    void picture(Path file) throws IOException {
        Map<String, Object> made =
                driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) made.get("data")));
    }

    /** Returns the addresses asked for since the last time that do not begin with this one. */
    List<String> requestsElsewhere(String own) throws IOException {
        List<String> foreign = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = MAPPER.readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                String url = message.path("params").path("request").path("url").asText();
                if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("chrome")) {
                    foreign.add(url);
                }
            }
        }
        return foreign;
    }

    /** Returns errors since the last time, broken rules of the content security policy included. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
