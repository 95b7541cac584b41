package io.emend.inference.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.generation.EngineStats;
import io.emend.inference.EngineKind;
import java.util.List;

/**
 * An engine as those see it who run it.
 *
 * @param kind {@code embedded} or {@code openai}
 * @param address of a server, without secrets; absent for the engine of this process
 * @param flavor of a server, such as {@code vllm}; absent where it is not known
 * @param version of a server; absent where it does not tell
 * @param model the base model's name in the API; absent where it is not known
 * @param contextLength longest sequence in tokens; absent where it is not known
 * @param adapters that are loaded, by name
 * @param state {@code ready}, or why nothing is answered
 * @param running requests that are worked on for this process
 * @param waiting requests of this process that are not worked on yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineDescription(
    String kind,
    String address,
    String flavor,
    String version,
    String model,
    Integer contextLength,
    List<String> adapters,
    String state,
    int running,
    int waiting) {

  private static final String READY = "ready";

  /**
   * @param reason why nothing is answered, empty where it is
   */
  public static EngineDescription embedded(
      String model, Integer contextLength, List<String> adapters, String reason, EngineStats load) {
    return new EngineDescription(
        EngineKind.EMBEDDED.word(),
        null,
        null,
        null,
        model,
        contextLength,
        adapters,
        state(reason),
        load.running(),
        load.waiting());
  }

  /**
   * The state of an engine.
   *
   * @param reason why nothing is answered, empty where it is
   */
  public static String state(String reason) {
    return reason.isEmpty() ? READY : reason;
  }
}
