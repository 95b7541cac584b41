package io.emend.startpage;

import io.emend.inference.chat.ModelLifecycle;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Tells in the log, once questions are answered, where they are and what to try. */
@Singleton
public class ReadyNotice {
  private static final Logger LOG = Logger.getLogger(ReadyNotice.class);

  private final HttpServer http;
  private final ModelLifecycle model;
  private final Config config;

  ReadyNotice(HttpServer http, ModelLifecycle model, Config config) {
    this.http = http;
    this.model = model;
    this.config = config;
  }

  /** Returns at once. */
  public void whenReady() {
    URI server = http.getLocalBaseUri();
    model.untilReady().subscribe().with(ready -> LOG.info(text(server)));
  }

  private String text(URI server) {
    // A browser sends no key.
    String pages =
        wantsKey()
            ? ""
            : "%n  see  %s  and  %s"
                .formatted(server.resolve("/"), server.resolve(ServerSummary.PAGES));
    return model.serving()
        ? "%s answers at %s%n  try  %s%s"
            .formatted(
                model.name().orElseThrow(),
                server,
                new FirstRequest(server, wantsKey()).command(),
                pages)
        : "the admin function answers at %s%s".formatted(server, pages);
  }

  private boolean wantsKey() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .anyMatch(name -> name.startsWith("emend.access.keys."));
  }
}
