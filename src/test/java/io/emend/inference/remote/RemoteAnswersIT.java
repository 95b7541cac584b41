package io.emend.inference.remote;

import static io.emend.inference.remote.ScriptedServer.BASE;
import static io.emend.inference.remote.ScriptedServer.end;
import static io.emend.inference.remote.ScriptedServer.stream;
import static io.emend.inference.remote.ScriptedServer.text;
import static io.emend.inference.remote.ScriptedServer.usage;
import static io.emend.inference.remote.ScriptedServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.Sampling;
import io.emend.inference.chat.Usage;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Answers of a server that does nothing wrong, many at a time or given up. */
class RemoteAnswersIT extends AgainstScriptedServer {
  private void open(Map<String, String> settings) {
    create(settings).serving();
  }

  private static BiConsumer<HttpServerRequest, JsonNode> lines(String... lines) {
    return (request, body) -> stream(request).end(String.join("", lines));
  }

  @Test
  void anAnswerIsRead() {
    open(Map.of());
    assertThat(engine.ask("why?").text()).isEqualTo("Hello world");
  }

  @Test
  void fieldsOfEventsAndALastLineWithoutAnEndAreRead() {
    open(Map.of());
    server.next(
        lines(
            ": ping\r\n\r\n",
            "event: message\r\nid: 7\r\n" + text(BASE, "Hello"),
            end(BASE, "stop"),
            usage(BASE).strip()));
    assertThat(engine.ask("why?").text()).isEqualTo("Hello");
  }

  @Test
  void usageIsTheServers() {
    open(Map.of());
    assertThat(engine.ask("why?").usage()).isEqualTo(new Usage(80, 64, 16, 3));
  }

  @Test
  void whoGoesAwayEndsTheRequestAtTheServer() throws Exception {
    open(Map.of());
    CompletableFuture<Void> gone = new CompletableFuture<>();
    server.next(
        (request, body) -> {
          stream(request).write(text(BASE, "Hel"));
          request.connection().closeHandler(closed -> gone.complete(null));
        });
    CompletableFuture<?> answer = engine.ask("why?", Sampling.GREEDY).subscribeAsCompletionStage();
    while (server.asked.isEmpty()) {
      Thread.sleep(5);
    }
    answer.cancel(true);
    gone.get(20, TimeUnit.SECONDS);
    while (engine.traffic.slots().running() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void moreThanTheServerTakesWaitAndMoreThanMayWaitAreRefused() throws Exception {
    open(Map.of("emend.inference.remote.concurrency", "1", "emend.inference.queue-capacity", "1"));
    CompletableFuture<HttpServerRequest> first = new CompletableFuture<>();
    server.next((request, body) -> first.complete(request));
    CompletableFuture<?> one = engine.ask("one", Sampling.GREEDY).subscribeAsCompletionStage();
    HttpServerRequest held = first.get(20, TimeUnit.SECONDS);
    CompletableFuture<?> two = engine.ask("two", Sampling.GREEDY).subscribeAsCompletionStage();
    EmendException fault = catchThrowableOfType(EmendException.class, () -> engine.ask("three"));
    assertThat(fault.code()).isEqualTo(ErrorCode.QUEUE_FULL);
    assertThat(server.asked).hasSize(1);
    vertx.runOnContext(go -> whole(held, BASE));
    one.get(20, TimeUnit.SECONDS);
    two.get(20, TimeUnit.SECONDS);
    assertThat(engine.traffic.stats().waiting()).isZero();
  }
}
