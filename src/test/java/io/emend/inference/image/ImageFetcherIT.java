package io.emend.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ImageFetcherIT {
  private static final AddressPolicy ANY = address -> true;
  private static final byte[] PICTURE = {1, 2, 3, 4};

  @TempDir static Path folder;
  private static TlsPages pages;

  @BeforeAll
  static void serve() throws Exception {
    pages = new TlsPages(folder);
    pages.page("/picture", 200, null, PICTURE);
    pages.page("/moved", 302, "https://localhost:" + pages.port() + "/picture", new byte[0]);
    pages.page("/inside", 302, "http://169.254.169.254/latest/meta-data", new byte[0]);
    pages.page("/absent", 404, null, new byte[0]);
    pages.drip("/slow", Duration.ofMillis(100));
    pages.endless("/endless");
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  private static ImageFetcher fetcher(AddressPolicy policy, long maxBytes) {
    return fetcher(policy, FetchLimits.of(maxBytes), InetAddress::getAllByName);
  }

  private static ImageFetcher fetcher(AddressPolicy policy, FetchLimits limits, NameServer names) {
    return new ImageFetcher(
        new FetchRules(
            Set.of("localhost", "cdn.example"), pages.port(), limits, names, policy, pages.tls()));
  }

  private static URI at(String path) {
    return URI.create("https://localhost:" + pages.port() + path);
  }

  private static void assertCode(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(EmendException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aPictureOfAnAllowedHostIsFetched() {
    assertThat(fetcher(ANY, 4).fetch(at("/picture"))).isEqualTo(PICTURE);
  }

  @Test
  void aHostWithAPrivateAddressIsRefused() {
    ImageFetcher fetcher = fetcher(AddressPolicy.publicOnly(), 4);
    assertCode(() -> fetcher.fetch(at("/picture")), ErrorCode.URL_REFUSED);
  }

  @Test
  void anotherHostIsRefused() {
    URI other = URI.create("https://example.org/picture");
    assertCode(() -> fetcher(ANY, 4).fetch(other), ErrorCode.URL_REFUSED);
  }

  @Test
  void anotherPortIsRefused() {
    URI other = URI.create("https://localhost:22/picture");
    assertCode(() -> fetcher(ANY, 4).fetch(other), ErrorCode.URL_REFUSED);
  }

  @Test
  void aUserInTheUrlIsRefused() {
    URI other = URI.create("https://me@localhost:" + pages.port() + "/picture");
    assertCode(() -> fetcher(ANY, 4).fetch(other), ErrorCode.URL_REFUSED);
  }

  @Test
  void aRedirectIsRefused() {
    assertCode(() -> fetcher(ANY, 4).fetch(at("/moved")), ErrorCode.URL_REFUSED);
  }

  @Test
  void aRedirectInsideIsRefused() {
    assertCode(() -> fetcher(ANY, 4).fetch(at("/inside")), ErrorCode.URL_REFUSED);
  }

  @Test
  void tooManyBytesAreRefused() {
    assertCode(() -> fetcher(ANY, 3).fetch(at("/picture")), ErrorCode.URL_REFUSED);
  }

  @Test
  void anAbsentPictureIsUnreachable() {
    assertCode(() -> fetcher(ANY, 4).fetch(at("/absent")), ErrorCode.URL_UNREACHABLE);
  }

  @Test
  void aCertificateOfAStrangerIsNotTrusted() {
    SSLSocketFactory standard = (SSLSocketFactory) SSLSocketFactory.getDefault();
    FetchLimits limits = FetchLimits.of(4);
    ImageFetcher fetcher =
        new ImageFetcher(
            new FetchRules(
                Set.of("localhost"),
                pages.port(),
                limits,
                InetAddress::getAllByName,
                ANY,
                standard));
    assertCode(() -> fetcher.fetch(at("/picture")), ErrorCode.URL_UNREACHABLE);
  }

  @Test
  void anAnswerWithoutEndIsRefusedAtTheLimit() {
    assertCode(() -> fetcher(ANY, 1000).fetch(at("/endless")), ErrorCode.URL_REFUSED);
  }

  /** Each byte comes within the silence allowed: only the deadline ends it. */
  @Test
  void aServerThatDripsIsLeftAtTheDeadline() {
    FetchLimits limits = new FetchLimits(10_000, Duration.ofSeconds(10), Duration.ofSeconds(1));
    ImageFetcher fetcher = fetcher(ANY, limits, InetAddress::getAllByName);
    assertCode(() -> fetcher.fetch(at("/slow")), ErrorCode.URL_UNREACHABLE);
  }

  @Test
  void aServerThatDripsItsHandshakeIsLeftAtTheDeadline() throws IOException {
    FetchLimits limits = new FetchLimits(10_000, Duration.ofSeconds(10), Duration.ofSeconds(1));
    try (DrippingSocket server = new DrippingSocket()) {
      ImageFetcher fetcher =
          new ImageFetcher(
              new FetchRules(
                  Set.of("localhost"),
                  server.port(),
                  limits,
                  InetAddress::getAllByName,
                  ANY,
                  pages.tls()));
      URI uri = URI.create("https://localhost:" + server.port() + "/picture");
      assertCode(() -> fetcher.fetch(uri), ErrorCode.URL_UNREACHABLE);
    }
  }

  /** One public answer does not clear the private one beside it. */
  @Test
  void aNameWithOnePrivateAddressAmongOthersIsRefused() {
    NameServer names =
        host ->
            new InetAddress[] {
              InetAddress.getByAddress(host, new byte[] {1, 1, 1, 1}),
              InetAddress.getByAddress(host, new byte[] {10, 0, 0, 1})
            };
    ImageFetcher fetcher = fetcher(AddressPolicy.publicOnly(), FetchLimits.of(4), names);
    URI uri = URI.create("https://cdn.example:" + pages.port() + "/picture");
    assertCode(() -> fetcher.fetch(uri), ErrorCode.URL_REFUSED);
  }

  /** Another answer to a second look-up would lead the connection elsewhere. */
  @Test
  void aNameIsLookedUpOnce() {
    AtomicInteger asked = new AtomicInteger();
    NameServer names =
        host -> {
          asked.incrementAndGet();
          return InetAddress.getAllByName("localhost");
        };
    fetcher(ANY, FetchLimits.of(4), names).fetch(at("/picture"));
    assertThat(asked).hasValue(1);
  }
}
