package io.emend.inference.openai;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.emend.inference.InferenceConfig;
import io.emend.inference.InferenceService;
import io.emend.inference.Question;
import io.emend.inference.SmallModel;
import io.emend.inference.Turn;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.embedded.PromptTokens;
import io.emend.inference.image.ImageReferences;
import io.emend.inference.image.ImageResolver;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A typed question is the chat message that has its pictures first and then its text. */
@QuarkusTest
@TestProfile(SmallModel.class)
class SamePromptIT {
  private static final Question QUESTION =
      new Question("Which is red?", List.of("this", "that"), "Look at both.");

  @Inject InferenceService inference;
  @Inject InferenceConfig config;
  @Inject ImageResolver images;
  @Inject ModelCatalog catalog;
  @Inject ChatModel model;
  @Inject ChatConversation conversation;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void thePromptOfAQuestionIsThatOfItsChat(int count) {
    List<String> pictures =
        Stream.of("rgb.png", "bilevel.png", "alpha.png")
            .limit(count)
            .map(name -> data(image(name)))
            .toList();
    Prompt asked = tokens(typed(pictures).conversation().subList(0, 1));
    Prompt chat = chat(pictures);
    assertThat(asked.tokens()).isEqualTo(chat.tokens());
    assertThat(asked.images()).extracting(PlacedImage::spans).isEqualTo(spans(chat));
    assertThat(digests(asked)).hasSize(count).isEqualTo(digests(chat));
  }

  private static List<List<Prompt.Span>> spans(Prompt prompt) {
    return prompt.images().stream().map(PlacedImage::spans).toList();
  }

  private static List<String> digests(Prompt prompt) {
    return prompt.images().stream().map(placed -> placed.pixels().digest()).toList();
  }

  private Turn typed(List<String> pictures) {
    return inference
        .first(
            catalog.require(null),
            QUESTION,
            images.resolve(ImageReferences.of(pictures)),
            inference.sampling(null))
        .await()
        .indefinitely();
  }

  private Prompt chat(List<String> pictures) {
    ArrayNode content = JsonNodeFactory.instance.arrayNode();
    pictures.forEach(
        url -> content.addObject().put("type", "image_url").putObject("image_url").put("url", url));
    content
        .addObject()
        .put("type", "text")
        .put("text", QUESTION.prompt(config.optionInstruction()));
    ChatRequest.Message message = new ChatRequest.Message("user", content, null);
    return tokens(conversation.of(List.of(message)));
  }

  private Prompt tokens(List<ChatMessage> messages) {
    return ((PromptTokens) model.prompt(messages)).prompt();
  }
}
