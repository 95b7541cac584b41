package io.emend.inference.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.OneLine;
import java.util.Map;
import java.util.Optional;

/** What goes wrong with a server, as errors of the catalogue. */
final class RemoteFaults {
  private static final int MOST_SHOWN = 300;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final ObjectMapper json;
  private final String address;

  /**
   * @param address as people may see it
   */
  RemoteFaults(ObjectMapper json, String address) {
    this.json = json;
    this.address = address;
  }

  /** No connection, or one that ended before the answer began. */
  EmendException unreachable(Throwable why) {
    String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return fault(ErrorCode.ENGINE_UNREACHABLE, "cannot be reached: " + reason, why);
  }

  /** An answer that ended before its last event. */
  EmendException interrupted(Throwable why) {
    return fault(ErrorCode.ENGINE_INTERRUPTED, "broke off in the middle of an answer", why);
  }

  /**
   * @param limit of silence
   */
  EmendException silent(Object limit) {
    return fault(
        ErrorCode.ENGINE_TIMEOUT,
        "has sent nothing for %s, see emend.inference.remote.timeout".formatted(limit),
        null);
  }

  EmendException invalid(String what) {
    return fault(ErrorCode.ENGINE_RESPONSE_INVALID, what, null);
  }

  /**
   * A status other than 200.
   *
   * @param retryAfter header, null if there is none
   */
  EmendException status(int status, String retryAfter, String body) {
    String said = "answered " + status + ": " + message(body);
    ErrorCode code =
        switch (status) {
          case 401, 403 -> ErrorCode.ENGINE_UNAUTHORIZED;
          case 404 -> ErrorCode.ENGINE_MODEL_ABSENT;
          case 429 -> ErrorCode.QUEUE_FULL;
          case 502, 503, 504 -> ErrorCode.ENGINE_UNREACHABLE;
          default ->
              status >= SERVER_ERROR
                  ? ErrorCode.ENGINE_FAILED
                  : isOfLength(said) ? ErrorCode.CONTEXT_TOO_LONG : refusal(status);
        };
    return new EmendException(code, sentence(said), details(retryAfter));
  }

  /** An error that came as an event of a stream. */
  EmendException event(JsonNode error) {
    String said = "failed: " + message(error);
    boolean ofLength = isOfLength(said);
    return fault(ofLength ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.ENGINE_FAILED, said, null);
  }

  private static ErrorCode refusal(int status) {
    boolean ofClient = status >= CLIENT_ERROR;
    return ofClient ? ErrorCode.ENGINE_REQUEST_REFUSED : ErrorCode.ENGINE_RESPONSE_INVALID;
  }

  /** Servers speak of the context so, under one status for all that they refuse. */
  private static boolean isOfLength(String said) {
    return said.contains("context length")
        || said.contains("context size")
        || said.contains("maximum model length")
        || said.contains("the context holds");
  }

  private static Map<String, Object> details(String retryAfter) {
    boolean seconds = retryAfter != null && retryAfter.matches("\\d{1,6}");
    return seconds ? Map.of("retryAfterSeconds", Integer.parseInt(retryAfter)) : Map.of();
  }

  private EmendException fault(ErrorCode code, String said, Throwable cause) {
    return new EmendException(code, sentence(said), cause);
  }

  private String sentence(String said) {
    return "the engine at " + address + " " + said;
  }

  private String message(String body) {
    try {
      return Optional.ofNullable(json.readTree(body)).map(RemoteFaults::message).orElse("");
    } catch (JsonProcessingException e) {
      return shown(body);
    }
  }

  /** OpenAI's {@code error.message}, FastAPI's {@code detail}, or all of it. */
  private static String message(JsonNode answer) {
    for (String place : new String[] {"/error/message", "/message", "/error", "/detail"}) {
      JsonNode said = answer.at(place);
      if (said.isTextual()) {
        return shown(said.asText());
      }
    }
    return shown(answer.isTextual() ? answer.asText() : answer.toString());
  }

  /** On one line, and not all of a long text. */
  static String shown(String text) {
    return OneLine.of(text, MOST_SHOWN);
  }
}
