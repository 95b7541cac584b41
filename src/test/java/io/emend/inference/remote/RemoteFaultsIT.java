package io.emend.inference.remote;

import static io.emend.inference.remote.ScriptedServer.BASE;
import static io.emend.inference.remote.ScriptedServer.end;
import static io.emend.inference.remote.ScriptedServer.status;
import static io.emend.inference.remote.ScriptedServer.stream;
import static io.emend.inference.remote.ScriptedServer.text;
import static io.emend.inference.remote.ScriptedServer.usage;
import static io.emend.inference.remote.ScriptedServer.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What a server can do wrong, told by code and status, and asked again before the first text only.
 */
class RemoteFaultsIT extends AgainstScriptedServer {
  private void open(Map<String, String> settings) {
    create(settings).serving();
  }

  private EmendException failing(BiConsumer<HttpServerRequest, JsonNode> step) {
    return failing(step, Map.of());
  }

  private EmendException failing(
      BiConsumer<HttpServerRequest, JsonNode> step, Map<String, String> settings) {
    open(settings);
    server.next(step);
    return catchThrowableOfType(EmendException.class, () -> engine.ask("why?"));
  }

  private static BiConsumer<HttpServerRequest, JsonNode> sends(String... lines) {
    return (request, body) -> {
      HttpServerResponse response = stream(request);
      for (String line : lines) {
        response.write(line);
      }
      response.end();
    };
  }

  @Test
  void aKeyThatIsRefusedIsTold() {
    EmendException fault = failing((request, body) -> status(request, 401, "no such key"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_UNAUTHORIZED);
    assertThat(fault.code().category().status()).isEqualTo(502);
    assertThat(fault).hasMessageContaining("answered 401: no such key");
  }

  @Test
  void aServerThatIsBusySaysWhenToAskAgain() {
    EmendException fault =
        failing(
            (request, body) -> {
              request.response().putHeader("Retry-After", "7");
              status(request, 429, "slow down");
            });
    assertThat(fault.code()).isEqualTo(ErrorCode.QUEUE_FULL);
    assertThat(fault.details()).containsEntry("retryAfterSeconds", 7);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aServerThatFailsIsNotAskedAgain() {
    EmendException fault = failing((request, body) -> status(request, 500, "out of memory"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
    assertThat(fault.code().category().status()).isEqualTo(502);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aModelThatIsNotThereIsTold() {
    open(Map.of());
    server.next((request, body) -> status(request, 404, "does not exist"));
    server.next((request, body) -> status(request, 404, "does not exist"));
    EmendException fault = catchThrowableOfType(EmendException.class, () -> engine.ask("why?"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_MODEL_ABSENT);
  }

  @Test
  void aPromptThatIsTooLongIsTheCallersFault() {
    EmendException fault =
        failing((request, body) -> status(request, 400, "maximum context length is 2048 tokens"));
    assertThat(fault.code()).isEqualTo(ErrorCode.CONTEXT_TOO_LONG);
  }

  @Test
  void aRequestThatIsRefusedIsTheCallersFault() {
    EmendException fault =
        failing((request, body) -> status(request, 422, "at most 1 image may be provided"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_REQUEST_REFUSED);
    assertThat(fault).hasMessageContaining("at most 1 image may be provided");
  }

  @Test
  void aConnectionThatEndsBeforeTheAnswerIsTriedAgain() {
    open(Map.of());
    server.next((request, body) -> request.connection().close());
    server.next((request, body) -> status(request, 503, "no backend"));
    assertThat(engine.ask("why?").text()).isEqualTo("Hello world");
    assertThat(server.asked).hasSize(3);
  }

  @Test
  void aServerThatIsGoneCannotBeReached() {
    open(Map.of("emend.inference.remote.probe", "1h"));
    server.kill();
    EmendException fault = catchThrowableOfType(EmendException.class, () -> engine.ask("why?"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_UNREACHABLE);
    assertThat(fault.code().category().status()).isEqualTo(503);
    server.startAgain();
  }

  @Test
  void anAnswerThatBreaksOffIsNotAskedForAgain() {
    EmendException fault =
        failing(
            (request, body) -> {
              stream(request).write(text(BASE, "Hel"));
              vertx.setTimer(50, id -> request.connection().close());
            });
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_INTERRUPTED);
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void anAnswerWithoutAnEndBrokeOff() {
    EmendException fault = failing(sends(text(BASE, "Hel")));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_INTERRUPTED);
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    EmendException fault =
        failing(
            (request, body) -> stream(request).write(text(BASE, "Hel")),
            Map.of("emend.inference.remote.timeout", "200ms"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_TIMEOUT);
    assertThat(fault.code().category().status()).isEqualTo(504);
  }

  @Test
  void anAnswerThatDripsPassesTheDeadline() {
    EmendException fault =
        failing(
            (request, body) -> {
              HttpServerResponse response = stream(request);
              vertx.setPeriodic(20, id -> response.write(text(BASE, "drip ")));
            },
            Map.of("emend.inference.deadline", "400ms"));
    assertThat(fault.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
  }

  @Test
  void anEventThatIsNoJsonCannotBeUsed() {
    EmendException fault = failing(sends("data: {\"choices\": [\n\n"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_RESPONSE_INVALID);
  }

  @Test
  void aPageInPlaceOfEventsCannotBeUsed() {
    EmendException fault = failing(sends("<html>Welcome to nginx</html>\n"));
    assertThat(fault).hasMessageContaining("sent no event but: <html>");
  }

  @Test
  void anEventThatDoesNotEndCannotBeUsed() {
    String filler = "x".repeat(64 << 10);
    EmendException fault =
        failing(
            (request, body) -> {
              HttpServerResponse response = stream(request);
              response.exceptionHandler(gone -> {});
              for (int i = 0; i < 100; i++) {
                response.write(filler);
              }
            });
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_RESPONSE_INVALID);
  }

  @Test
  void anAnswerOfAnotherModelCannotBeUsed() {
    EmendException fault = failing((request, body) -> whole(request, "someone-else"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_RESPONSE_INVALID);
    assertThat(fault)
        .hasMessageContaining("was asked for model " + BASE + " and answered as someone-else");
  }

  @Test
  void anErrorWithinAStreamIsTold() {
    EmendException fault =
        failing(sends(text(BASE, "Hel"), "data: {\"error\": {\"message\": \"CUDA\"}}\n\n"));
    assertThat(fault.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
    assertThat(fault).hasMessageContaining("CUDA");
  }

  @Test
  void anAnswerThatWasFilteredIsNoAnswer() {
    EmendException fault = failing(sends(end(BASE, "content_filter"), usage(BASE)));
    assertThat(fault).hasMessageContaining("ended an answer for the reason content_filter");
  }

  @Test
  void anAnswerWithoutUsageCannotBeCounted() {
    EmendException fault = failing(sends(text(BASE, "Hello"), end(BASE, "stop")));
    assertThat(fault).hasMessageContaining("did not tell the usage");
  }
}
