package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.image.PixelTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Later turns against the ids that transformers has for the whole conversation. */
class TurnsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final PixelValues PIXELS = new PixelTensor("d", 1, 1, new float[3]);
  private static final ChatMessage QUESTION =
      new ChatMessage(Role.USER, List.of(new Picture(PIXELS), new Text("What is it?")));

  @TempDir Path directory;

  /** A conversation of the reference. */
  record Turns(JsonNode golden) {
    @Override
    public String toString() {
      return golden.path("checkpoint")
          + " "
          + golden.path("template")
          + " "
          + golden.path("answer");
    }

    int[] ids(String turn) {
      return StreamSupport.stream(golden.path(turn).spliterator(), false)
          .mapToInt(JsonNode::asInt)
          .toArray();
    }

    String answer() {
      return golden.path("answer").asText();
    }
  }

  static Stream<Turns> conversations() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("chat/turns.json").toFile());
    return StreamSupport.stream(golden.path("turns").spliterator(), false).map(Turns::new);
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void aSecondTurnHasTheIdsOfTheWholeConversation(Turns turns) throws IOException {
    try (Processor processor = processor(turns)) {
      List<ChatMessage> conversation =
          List.of(
              QUESTION,
              ChatMessage.text(Role.ASSISTANT, turns.answer()),
              ChatMessage.text(Role.USER, "Look again."));
      assertThat(processor.prompt(conversation).tokens()).isEqualTo(turns.ids("second"));
    }
  }

  /** Whose template does not trim the answer. */
  static Stream<Turns> kept() throws IOException {
    return conversations().filter(turns -> turns.golden().path("kept").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aTrainedAnswerStandsInTheSecondTurnAsItIsServed(Turns turns) throws IOException {
    try (Processor processor = processor(turns)) {
      int[] prompt = processor.prompt(List.of(QUESTION)).tokens();
      int[] answer = processor.answer(List.of(QUESTION), turns.answer());
      int[] both = IntStream.concat(Arrays.stream(prompt), Arrays.stream(answer)).toArray();
      int differs = Arrays.mismatch(both, turns.ids("second"));
      // The last token of an answer may become one with what the template puts behind it.
      assertThat(differs).isGreaterThanOrEqualTo(both.length - (ends(turns) ? 1 : 0));
    }
  }

  private static boolean ends(Turns turns) {
    return !turns.golden().path("answer").asText().isEmpty();
  }

  private Processor processor(Turns turns) throws IOException {
    Path model = GOLDEN.resolve(turns.golden().path("checkpoint").asText()).resolve("model");
    try (Stream<Path> files = Files.list(model)) {
      for (Path file :
          files.filter(file -> file.toString().matches(".*\\.(json|jinja)")).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    if (!turns.golden().path("source").isNull()) {
      Files.writeString(
          directory.resolve("chat_template.jinja"), turns.golden().path("source").asText());
    }
    return LlavaProcessor.read(directory, LlavaConfig.read(directory), 1, Set.of(2));
  }
}
