package io.emend.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Part;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.image.PixelTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PixelValues PIXEL = new PixelTensor("", 1, 1, new float[3]);

  @TempDir Path directory;

  /** One rendering of the reference. */
  record Rendering(JsonNode family, JsonNode messages, boolean cue, String text, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Rendering> renderings() throws IOException {
    JsonNode golden = JSON.readTree(Path.of("src/test/resources/golden/chat/chat.json").toFile());
    return StreamSupport.stream(golden.path("rendered").spliterator(), false)
        .map(
            one -> {
              String family = one.path("family").asText();
              String conversation = one.path("conversation").asText();
              return new Rendering(
                  golden.path("families").path(family),
                  golden.path("conversations").path(conversation),
                  one.path("add_generation_prompt").asBoolean(),
                  one.path("text").asText(),
                  family + " " + conversation);
            });
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void aRenderingIsTheReferences(Rendering golden) throws IOException {
    assertThat(rendered(golden.family(), conversation(golden.messages()), golden.cue()))
        .isEqualTo(golden.text());
  }

  @Test
  void aTemplateThatRefusesAConversationIsAnError() throws IOException {
    JsonNode family = JSON.valueToTree(Map.of("template", "{{ raise_exception('take turns') }}"));
    assertThatThrownBy(() -> rendered(family, List.of(ChatMessage.text(Role.USER, "a")), true))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("take turns");
  }

  /** As transformers 5.24.0's {@code special_tokens_map} has them. */
  @Test
  void aCheckpointsOwnSpecialTokensAreAtHandByTheirNames() throws IOException {
    JsonNode family =
        JSON.readTree(
            """
            {"template": "{{ image_token }};{{ video_token }};{{ my }};{{ eos_token }};{{ add_bos_token }}",
             "extra_special_tokens": {"image_token": "<image>", "my": "<m>"},
             "video_token": {"content": "<video>"}, "eos_token": "</s>", "add_bos_token": true}
            """);
    assertThat(rendered(family, List.of(ChatMessage.text(Role.USER, "a")), true))
        .isEqualTo("<image>;<video>;<m>;</s>;");
  }

  static Stream<String> families() throws IOException {
    JsonNode golden =
        JSON.readTree(Path.of("src/test/resources/golden/templates/families.json").toFile());
    return StreamSupport.stream(golden.path("templates").spliterator(), false)
        .map(JsonNode::asText);
  }

  /** Each writes its picture's place in its own words, which no tokenizer here knows. */
  @ParameterizedTest
  @MethodSource("families")
  void theTemplatesOfFamiliesPassTheProbe(String template) throws IOException {
    Files.writeString(directory.resolve("chat_template.jinja"), template);
    Files.writeString(
        directory.resolve("tokenizer_config.json"),
        "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\"}");
    TemplateProbe probe = new TemplateProbe(ChatTemplate.read(directory), text -> new int[] {7}, 7);
    assertThatCode(() -> probe.check(UnaryOperator.identity())).doesNotThrowAnyException();
  }

  private String rendered(JsonNode family, List<ChatMessage> messages, boolean cue)
      throws IOException {
    Files.writeString(directory.resolve("chat_template.jinja"), family.path("template").asText());
    JSON.writeValue(directory.resolve("tokenizer_config.json").toFile(), family);
    return ChatTemplate.read(directory).render(messages, cue, UnaryOperator.identity());
  }

  private static List<ChatMessage> conversation(JsonNode messages) {
    List<ChatMessage> conversation = new ArrayList<>();
    for (JsonNode message : messages) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : message.path("content")) {
        boolean text = part.path("type").asText().equals("text");
        parts.add(text ? new Text(part.path("text").asText()) : new Picture(PIXEL));
      }
      Role role = Role.valueOf(message.path("role").asText().toUpperCase(Locale.ROOT));
      conversation.add(new ChatMessage(role, parts));
    }
    return conversation;
  }
}
