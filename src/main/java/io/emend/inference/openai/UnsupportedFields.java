package io.emend.inference.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fields of OpenAI's and vLLM's chat API that are not honoured here. What would change the answer
 * is refused by name unless its value asks for what happens anyway; what changes no answer is
 * taken; what neither API has is an unknown field.
 */
final class UnsupportedFields {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "user",
          "metadata",
          "store",
          "service_tier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "request_id",
          "cache_salt",
          "parallel_tool_calls");

  private static final Set<String> NOTHING = Set.of("{}");

  /** By field, the values that ask for what happens anyway, as JSON. */
  private static final Map<String, Set<String>> NEUTRAL =
      Map.ofEntries(
          // OpenAI
          Map.entry("audio", Set.of()),
          Map.entry("function_call", Set.of("\"none\"", "\"auto\"")),
          Map.entry("functions", Set.of()),
          Map.entry("modalities", Set.of("[\"text\"]")),
          Map.entry("moderation", Set.of()),
          Map.entry("prediction", Set.of()),
          Map.entry("reasoning_effort", Set.of("\"none\"")),
          Map.entry("response_format", Set.of("{\"type\":\"text\"}")),
          Map.entry("tool_choice", Set.of("\"none\"", "\"auto\"")),
          Map.entry("tools", Set.of()),
          Map.entry("verbosity", Set.of("\"medium\"")),
          Map.entry("web_search_options", Set.of()),
          // vLLM
          Map.entry("add_generation_prompt", Set.of("true")),
          Map.entry("add_special_tokens", Set.of("false")),
          Map.entry("allowed_token_ids", Set.of()),
          Map.entry("bad_words", Set.of()),
          Map.entry("best_of", Set.of("1")),
          Map.entry("chat_template", Set.of()),
          Map.entry("chat_template_kwargs", NOTHING),
          Map.entry("continue_final_message", Set.of("false")),
          Map.entry("documents", Set.of()),
          Map.entry("echo", Set.of("false")),
          Map.entry("guided_choice", Set.of()),
          Map.entry("guided_grammar", Set.of()),
          Map.entry("guided_json", Set.of()),
          Map.entry("guided_regex", Set.of()),
          Map.entry("ignore_eos", Set.of("false")),
          Map.entry("include_stop_str_in_output", Set.of("false")),
          Map.entry("kv_transfer_params", NOTHING),
          Map.entry("length_penalty", Set.of("1", "1.0")),
          Map.entry("logits_processors", Set.of()),
          Map.entry("media_io_kwargs", NOTHING),
          Map.entry("min_tokens", Set.of("0")),
          Map.entry("mm_processor_kwargs", NOTHING),
          Map.entry("priority", Set.of("0")),
          Map.entry("prompt_logprobs", Set.of()),
          Map.entry("return_token_ids", Set.of("false")),
          Map.entry("return_tokens_as_token_ids", Set.of("false")),
          Map.entry("skip_special_tokens", Set.of("true")),
          Map.entry("spaces_between_special_tokens", Set.of("true")),
          Map.entry("stop_token_ids", Set.of()),
          Map.entry("structured_outputs", Set.of()),
          Map.entry("truncate_prompt_tokens", Set.of()),
          Map.entry("use_beam_search", Set.of("false")),
          Map.entry("vllm_xargs", NOTHING));

  /** Of a stream's options. */
  private static final Map<String, Set<String>> NEUTRAL_OF_STREAMS =
      Map.of(
          "include_obfuscation", Set.of("false"),
          "continuous_usage_stats", Set.of("false"));

  /** Of a message: what a client sends that repeats an answer with all its members. */
  private static final Set<String> OF_A_MESSAGE =
      Set.of(
          "annotations",
          "audio",
          "function_call",
          "name",
          "reasoning",
          "reasoning_content",
          "refusal",
          "tool_call_id",
          "tool_calls");

  private UnsupportedFields() {}

  /**
   * @throws EmendException naming a field that asks for what is not done
   */
  static void refuse(Map<String, JsonNode> fields) {
    fields.forEach(
        (field, value) -> {
          if (!WITHOUT_EFFECT.contains(field)) {
            refuse(field, value, NEUTRAL.get(field), "those of OpenAI's chat completions");
          }
        });
  }

  /**
   * @param message for example {@code messages[0]}
   * @throws EmendException naming a member that asks for what is not done
   */
  static void refuse(String message, Map<String, JsonNode> members) {
    members.forEach(
        (member, value) -> {
          Set<String> neutral = OF_A_MESSAGE.contains(member) ? Set.of() : null;
          refuse(message + "." + member, value, neutral, "role, content");
        });
  }

  /**
   * @throws EmendException naming an option of a stream that asks for what is not done
   */
  static void refuseOfStream(Map<String, JsonNode> options) {
    options.forEach(
        (option, value) ->
            refuse(
                "stream_options." + option,
                value,
                NEUTRAL_OF_STREAMS.get(option),
                "include_usage"));
  }

  /**
   * @param field a part of a message's content
   * @param known members that it has
   * @throws EmendException naming any other member that is not empty
   */
  static void refuseOthers(String field, JsonNode part, Set<String> known) {
    part.properties().stream()
        .filter(member -> !known.contains(member.getKey()) && !isEmpty(member.getValue()))
        .findFirst()
        .ifPresent(
            member -> {
              throw EmendException.unknownField(
                  field + "." + member.getKey(), String.join(", ", new TreeSet<>(known)));
            });
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || (value.isArray() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty());
  }

  /**
   * @param neutral values that ask for what happens anyway, null for a field that is not known
   * @param known the fields there are
   */
  private static void refuse(String field, JsonNode value, Set<String> neutral, String known) {
    if (neutral == null) {
      throw EmendException.unknownField(field, known);
    }
    if (!isEmpty(value) && !neutral.contains(value.toString())) {
      String instead = neutral.isEmpty() ? "" : " other than " + String.join(" or ", neutral);
      throw EmendException.invalid(field, "is not supported here" + instead, value);
    }
  }
}
