package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.model.Processor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose files beside {@code config.json} ask for something else. */
class ProcessorConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MODEL =
      Path.of("src/test/resources/golden/clip-mha-untied/model").toAbsolutePath();

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.filter(file -> !file.toString().endsWith("safetensors")).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  private void set(String file, String field, String value) throws IOException {
    Path path = directory.resolve(file);
    ObjectNode json = (ObjectNode) JSON.readTree(path.toFile());
    json.set(field, JSON.readTree(value.replace('\'', '"')));
    JSON.writeValue(path.toFile(), json);
  }

  private void load() {
    new LlavaFamily().processor(directory).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_token | '<pad>'",
        "image_token | 'two words'",
        "image_token | 7",
        "patch_size | 14",
        "patch_size | '6'",
        "num_additional_image_tokens | 0",
        "num_additional_image_tokens | 7",
        "vision_feature_select_strategy | 'full'",
        "processor_class | 'LlavaNextProcessor'",
        "image_processor | 'clip'",
        "image_grid_pinpoints | [[30, 60]]",
        "a_field_of_tomorrow | 1",
      })
  void whatDisagreesWithTheModelIsRefusedByName(String field, String value) throws IOException {
    set("processor_config.json", field, value);
    assertThatThrownBy(this::load)
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("processor_config.json: " + field + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_token | {'content': '<image>', 'special': true}",
        "patch_size | null",
        "tokenizer | {'tokenizer_class': 'LlamaTokenizer'}",
        "a_field_of_tomorrow | null",
      })
  void whatAgreesOrSaysNothingIsTaken(String field, String value) throws IOException {
    set("processor_config.json", field, value);
    assertThatCode(this::load).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_token | extra_special_tokens | {'image_token': '<pad>'}",
        "split_special_tokens | split_special_tokens | true",
      })
  void aTokenizerThatReadsPicturesElsewhereIsRefused(String named, String field, String value)
      throws IOException {
    set("tokenizer_config.json", field, value);
    assertThatThrownBy(this::load)
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("tokenizer_config.json: " + named + " must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-1.0"})
  void aNumberThatIsNoneIsNamed(String number) throws IOException {
    Path file = directory.resolve("preprocessor_config.json");
    String text = Files.readString(file).replaceFirst("0\\.00392156862745098", number);
    Files.writeString(file, text);
    assertThatThrownBy(this::load)
        .hasMessageStartingWith("preprocessor_config.json: rescale_factor must be a number over 0");
  }

  @Test
  void aCheckpointWithoutTheFileIsTaken() throws IOException {
    Files.delete(directory.resolve("processor_config.json"));
    assertThatCode(this::load).doesNotThrowAnyException();
  }

  /** As in transformers. */
  @Test
  void itsTemplateCountsBeforeThoseOfOtherFiles() throws IOException {
    set("processor_config.json", "chat_template", "'{{ 1/0 }}'");
    assertThatThrownBy(this::load)
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("processor_config.json: the chat template cannot be rendered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{{ 1/0 }} ~ zero",
        "{{ undefined_function() }} ~ undefined_function",
        "{{ messages | undefined_filter }} ~ undefined_filter",
        "{% for m in messages %}{{ m['content'][0]['type'] }}{% endfor %} ~ leaves out a text",
        "{{ raise_exception('one turn only') }} ~ one turn only",
      })
  void aTemplateThatCannotServeIsRefusedAtLoad(String template, String reason) throws IOException {
    Files.writeString(directory.resolve("chat_template.jinja"), template);
    assertThatThrownBy(this::load)
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("chat_template.jinja: ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<image><image>"})
  void aTemplateGivesAPictureOnePlace(String place) throws IOException {
    String template =
        "{% for m in messages %}{% for p in m['content'] %}{% if p['type'] == 'image' %}"
            + place
            + "{% else %}{{ p['text'] }}{% endif %}{% endfor %}{% endfor %}";
    Files.writeString(directory.resolve("chat_template.jinja"), template);
    assertThatThrownBy(this::load)
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("must give the picture of a question about a picture one place")
        .hasMessageEndingWith(place.isEmpty() ? "was 0" : "was 2");
  }

  @Test
  void aTemplateThatEndsAfterOneTurnIsRefusedAtLoad() throws IOException {
    String template =
        "{% if messages | length > 1 %}{{ raise_exception('ask once') }}{% endif %}"
            + "{{ messages[0]['content'] }}";
    Files.writeString(directory.resolve("chat_template.jinja"), template);
    assertThatThrownBy(this::load).hasMessageContaining("ask once").hasMessageContaining("second");
  }

  @Test
  void aTokenizerBeyondTheModelsVocabularyIsRefused() throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(directory.resolve("config.json").toFile());
    ((ObjectNode) config.path("text_config")).put("vocab_size", 50);
    JSON.writeValue(directory.resolve("config.json").toFile(), config);
    assertThatThrownBy(this::load)
        .hasMessageStartingWith("tokenizer.json: vocab must have ids under the model's vocab_size");
  }

  @Test
  void aPictureThatNothingResizesIsRefusedByItsSize() throws IOException {
    set("preprocessor_config.json", "do_resize", "false");
    set("preprocessor_config.json", "do_center_crop", "false");
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    try (Processor processor = new LlavaFamily().processor(directory)) {
      assertThatThrownBy(() -> processor.preprocess(picture, ""))
          .hasMessage("image must be 30 x 30 pixels, since this model resizes none, was 64 x 48");
      int side = processor.anySize().width();
      BufferedImage own = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      assertThatCode(() -> processor.preprocess(own, "")).doesNotThrowAnyException();
    }
  }
}
