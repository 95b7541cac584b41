package io.emend.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFetcherTest {
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
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  private static ImageFetcher fetcher(AddressPolicy policy, long maxBytes) {
    return new ImageFetcher(
        new FetchRules(Set.of("localhost"), pages.port(), maxBytes, policy, pages.tls()));
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
    ImageFetcher fetcher =
        new ImageFetcher(new FetchRules(Set.of("localhost"), pages.port(), 4, ANY, standard));
    assertCode(() -> fetcher.fetch(at("/picture")), ErrorCode.URL_UNREACHABLE);
  }
}
