package io.emend.scenes.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.Soak;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneSource;
import io.emend.scenes.question.QuestionKind;
import io.emend.scenes.question.SceneQuestion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SceneTokenizerTest {
  private static final Pattern PIECES = Pattern.compile("\n| ?[A-Za-z]+| ?[0-9]+| ?[#.,?:]+");
  private static final int LESSONS = Soak.length(1_500, 500);

  private static String json;
  private static HuggingFaceTokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    json = SceneTokenizerWriter.json();
    tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  private static List<String> texts(String name) {
    SceneSource source = SceneSource.open(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < LESSONS; i++) {
      Scene scene = source.scene(i);
      SceneQuestion question = source.sample(i).question();
      texts.add("\n" + question.prompt());
      for (int option = 0; option < question.options().size(); option++) {
        texts.add(question.response(option, source.random(i)));
      }
      for (Lesson lesson :
          List.of(
              Lesson.caption(scene, source.random(i)),
              Lesson.review(scene, QuestionKind.ALL, source.random(i)),
              Drill.lookup(source.random(i)))) {
        lesson.parts().forEach(part -> texts.add(part.text()));
      }
    }
    return texts;
  }

  private static List<String> pieces(String text) {
    return PIECES.matcher(text).results().map(match -> match.group()).toList();
  }

  private static List<String> encoded(String text) {
    List<String> tokens = new ArrayList<>();
    for (String token : tokenizer.encode(text).getTokens()) {
      tokens.add(token.replace('Ġ', ' ').replace('Ċ', '\n'));
    }
    return tokens;
  }

  @Test
  void everyWordOfUnseenTextsIsOneToken() {
    for (String name : List.of("plain/held-out?seed=8", "crowded/held-out?seed=8")) {
      for (String text : texts(name)) {
        assertThat(encoded(text)).as(text).isEqualTo(pieces(text));
      }
    }
  }

  @Test
  void theVocabularyIsSmall() throws IOException {
    JsonNode vocabulary = new ObjectMapper().readTree(json).at("/model/vocab");
    assertThat(vocabulary.size()).isBetween(600, 1_100);
  }

  @Test
  void specialTokensComeFirst() {
    assertThat(tokenizer.encode("<pad><|end|><|user|><|assistant|><image>").getIds())
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void anyTextComesBackWhole() {
    String text = "Größe: 3 µm, “naïve” — 你好 🙂\tend";
    assertThat(tokenizer.decode(tokenizer.encode(text).getIds())).isEqualTo(text);
  }

  @Test
  void theFileIsTheSameAtEveryCall() {
    assertThat(SceneTokenizerWriter.json()).isEqualTo(json);
  }
}
