package io.emend.access;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages of another origin in a browser of this machine, sent to a server without credentials. */
@QuarkusTest
@TestProfile(SmallModel.class)
@Timeout(600)
class RealBrowserIT {
  private static final List<String> NAMES =
      List.of("chromium", "google-chrome", "chromium-browser", "microsoft-edge");
  private static final String COLLECTION =
      "{\"name\": \"page\", \"source\": \"scenes:crowded/train\", \"limit\": 1}";

  private static Path browser;
  @TempDir Path scratch;
  private HttpServer elsewhere;
  private String page;

  @BeforeAll
  static void findBrowser() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), () -> "none of " + NAMES + " is on the PATH");
    browser = found.orElseThrow();
  }

  @BeforeEach
  void serve() throws IOException {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          byte[] body = page.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    elsewhere.stop(0);
  }

  private static String server() {
    return RestAssured.baseURI + ":" + RestAssured.port;
  }

  /** What stands in the browser's window once a page has done all it does. */
  private String open(String url, String... options) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            browser.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--user-data-dir=" + scratch.resolve("profile"),
            "--virtual-time-budget=20000",
            "--dump-dom");
    builder.command().addAll(List.of(options));
    builder.command().add(url);
    Path window = scratch.resolve("window.html");
    Path log = scratch.resolve("browser.log");
    Process process = builder.redirectOutput(window.toFile()).redirectError(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    return Files.readString(window);
  }

  private String openPage(String content) throws Exception {
    page = content;
    return open("http://localhost:" + elsewhere.getAddress().getPort() + "/");
  }

  /** A page that sends the same request by fetch and writes down what it is told. */
  private static String fetching(String url, String options) {
    return """
    <body><script>
      fetch("%s", %s).then(
          answer => answer.text().then(text => document.body.innerText =
              "told: " + answer.type + " " + answer.status + " " + text),
          failure => document.body.innerText = "kept from it: " + failure)
    </script></body>
    """
        .formatted(url, options);
  }

  /** Other tests, and runs before, have left collections of other names in the store. */
  private static void assertNothingWasBegun() {
    given()
        .get("/admin/v1/collections")
        .then()
        .statusCode(200)
        .body("data.name", not(hasItem("page")));
  }

  @Test
  void aFormOfAnotherOriginRollsNothingBack() throws Exception {
    String window =
        openPage(
            """
            <body><form method="post" enctype="text/plain" action="%s/admin/v1/adapters/rollback">
            <input name="a" value="b"></form><script>document.forms[0].submit()</script></body>
            """
                .formatted(server()));
    assertThat(window).contains("origin_refused");
  }

  @Test
  void aFetchWithoutPreflightBeginsNoCollection() throws Exception {
    String window =
        openPage(
            fetching(
                server() + "/admin/v1/collections",
                "{method: 'POST', mode: 'no-cors', body: JSON.stringify(" + COLLECTION + ")}"));
    assertThat(window).contains("told: opaque");
    assertNothingWasBegun();
  }

  @Test
  void aFetchWithAPreflightBeginsNoCollection() throws Exception {
    String window =
        openPage(
            fetching(
                server() + "/admin/v1/collections",
                "{method: 'POST', headers: {'Content-Type': 'application/json'}, body:"
                    + " JSON.stringify("
                    + COLLECTION
                    + ")}"));
    assertThat(window).contains("kept from it: TypeError");
    assertNothingWasBegun();
  }

  @Test
  void aPageOfAnotherOriginReadsNothing() throws Exception {
    assertThat(openPage(fetching(server() + "/v1/models", "{}")))
        .contains("kept from it: TypeError");
  }

  /** The control: the same page reads what its own server has. */
  @Test
  void aPageReadsItsOwnOrigin() throws Exception {
    assertThat(openPage(fetching("/", "{}"))).contains("told: basic 200");
  }

  @Test
  void aNameOfElsewhereThatLeadsHereIsRefused() throws Exception {
    assertThat(
            open(
                "http://evil.example:" + RestAssured.port + "/v1/models",
                "--host-resolver-rules=MAP evil.example 127.0.0.1"))
        .contains("host_refused");
  }

  @Test
  void theServersOwnPageLeadsOn() throws Exception {
    assertThat(open(server() + "/")).contains("/q/swagger-ui");
  }
}
