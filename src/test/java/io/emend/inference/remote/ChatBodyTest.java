package io.emend.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.DefaultSettings;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatMessage.Picture;
import io.emend.inference.chat.ChatMessage.Role;
import io.emend.inference.chat.ChatMessage.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as servers of each flavor take them. */
class ChatBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Sampling SAMPLED =
      new Sampling(0.7, 0.9, 40, 0.05, 1.1, 7L, 64, List.of(), -1, TokenBias.NONE);

  private static JsonNode body(Flavor flavor, Sampling sampling, Map<String, String> settings) {
    List<ChatMessage> conversation =
        List.of(
            ChatMessage.text(Role.SYSTEM, "Be brief."),
            new ChatMessage(
                Role.USER,
                List.of(
                    new Picture(new RemotePicture("data:image/png;base64,AA==")),
                    new Text("What?"))));
    return new ChatBody(JSON, DefaultSettings.of(RemoteConfig.class, settings))
        .of(flavor, "base", conversation, sampling);
  }

  private static void assertBody(JsonNode body, String json) throws IOException {
    ((ObjectNode) body).remove("messages");
    assertThat(JSON.readTree(body.toString())).isEqualTo(JSON.readTree(json));
  }

  @Test
  void picturesAndWordsStandInOrder() throws IOException {
    assertThat(body(Flavor.OPENAI, Sampling.GREEDY, Map.of()).get("messages"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"role": "system", "content": "Be brief."},
                 {"role": "user", "content": [
                   {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}},
                   {"type": "text", "text": "What?"}]}]
                """));
  }

  /** A checkpoint's generation_config.json would stand in for a field that is not told. */
  @Test
  void vllmIsToldNeutralValuesToo() throws IOException {
    assertBody(
        body(Flavor.VLLM, Sampling.GREEDY, Map.of()),
        """
        {"model": "base", "stream": true, "stream_options": {"include_usage": true},
         "temperature": 0.0, "top_p": 1.0, "frequency_penalty": 0.0, "presence_penalty": 0.0,
         "max_completion_tokens": 512, "top_k": 0, "min_p": 0.0, "repetition_penalty": 1.0}
        """);
  }

  @Test
  void transformersIsToldAsAGenerationConfiguration() throws IOException {
    JsonNode body = body(Flavor.TRANSFORMERS, SAMPLED, Map.of());
    assertThat(JSON.readTree(body.get("generation_config").asText()))
        .isEqualTo(
            JSON.readTree(
                """
                {"do_sample": true, "max_new_tokens": 64, "repetition_penalty": 1.1,
                 "temperature": 0.7, "top_p": 0.9, "top_k": 40, "min_p": 0.05}
                """));
    assertThat(body.has("top_k")).isFalse();
    assertThat(body.get("seed").asLong()).isEqualTo(7);
  }

  @Test
  void aPlainServerIsToldWhatOpenAiDefines() throws IOException {
    Sampling sampling =
        new Sampling(
            1, 0.5, 0, 0, 1, null, 9, List.of("END"), 2, new TokenBias(0.5, -1, Map.of(3, -100.0)));
    assertBody(
        body(Flavor.OPENAI, sampling, Map.of()),
        """
        {"model": "base", "stream": true, "stream_options": {"include_usage": true},
         "temperature": 1.0, "top_p": 0.5, "frequency_penalty": 0.5, "presence_penalty": -1.0,
         "max_tokens": 9, "stop": ["END"], "logprobs": true, "top_logprobs": 2,
         "logit_bias": {"3": -100.0}}
        """);
  }

  @Test
  void furtherFieldsAreSentAsTheyAreSet() {
    JsonNode body =
        body(
            Flavor.VLLM,
            Sampling.GREEDY,
            Map.of(
                "emend.inference.remote.extra-body.chat_template_kwargs",
                "{\"enable_thinking\": false}",
                "emend.inference.remote.extra-body.service_tier",
                "default"));
    assertThat(body.at("/chat_template_kwargs/enable_thinking").isBoolean()).isTrue();
    assertThat(body.get("service_tier").asText()).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,top_k", "TRANSFORMERS,stop", "TRANSFORMERS,logprobs"})
  void whatAServerDoesNotDoIsRefusedByName(Flavor flavor, String field) {
    Sampling sampling =
        flavor == Flavor.OPENAI
            ? SAMPLED
            : new Sampling(
                0,
                1,
                0,
                0,
                1,
                null,
                9,
                field.equals("stop") ? List.of("END") : List.of(),
                field.equals("logprobs") ? 0 : -1,
                TokenBias.NONE);
    assertThatThrownBy(() -> body(flavor, sampling, Map.of()))
        .hasMessageStartingWith(field + " is not done by the engine, a server of flavor ");
  }
}
