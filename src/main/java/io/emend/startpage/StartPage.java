package io.emend.startpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A server's root for people: one page that needs nothing but itself. */
final class StartPage {
  private static final String STYLE = resource("start.css");

  private final Template template;

  StartPage() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    this.template = engine.parse(resource("start.html"), Variant.forContentType(Variant.TEXT_HTML));
  }

  String render(ServerSummary server, FirstRequest first) {
    return template
        .data("style", new RawString(STYLE))
        .data("server", server)
        .data("on", Set.copyOf(server.functions()))
        .data("command", first.command())
        .render();
  }

  /** A Content-Security-Policy under which the page's own style is all that a browser may use. */
  static String policy() {
    return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
            .formatted(Base64.getEncoder().encodeToString(sha256(STYLE)))
        + " frame-ancestors 'none'";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream file = StartPage.class.getResourceAsStream("/startpage/" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
