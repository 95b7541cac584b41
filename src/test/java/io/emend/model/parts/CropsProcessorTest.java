package io.emend.model.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Part;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.model.image.ImageSize;
import io.emend.model.image.PixelParts;
import io.emend.model.image.PixelTensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids, spans and pixels of a picture with its crops are those of transformers. */
class CropsProcessorTest {
  private static final String CASES = "io.emend.model.parts.PartsGolden#crops";

  private static BufferedImage picture(String name) {
    try {
      Path file = Path.of("src/test/resources/golden/pictures").resolve(name + ".png");
      return new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(file)).pixels();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ChatMessage> conversation(
      PartsGolden golden, Function<String, PixelValues> pixels) {
    List<Part> parts = new ArrayList<>();
    golden
        .json()
        .findPath("content")
        .forEach(
            part ->
                parts.add(
                    part.has("picture")
                        ? new Picture(pixels.apply(part.path("picture").asText()))
                        : new Text(part.path("text").asText())));
    return List.of(new ChatMessage(Role.USER, parts));
  }

  private static Processor processor(PartsGolden golden) {
    return golden.family().processor(golden.model());
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void theIdsAndSpansAreTheReferences(PartsGolden golden) {
    try (Processor processor = processor(golden)) {
      Prompt own =
          processor.prompt(conversation(golden, name -> processor.preprocess(picture(name), name)));
      assertThat(own.tokens()).isEqualTo(golden.prompt().tokens());
      assertThat(own.images().stream().map(Prompt.PlacedImage::spans))
          .containsExactlyElementsOf(
              golden.prompt().images().stream().map(Prompt.PlacedImage::spans).toList());
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void aPictureThatIsNotReadYetTakesItsPlace(PartsGolden golden) {
    try (Processor processor = processor(golden)) {
      Prompt own =
          processor.prompt(
              conversation(golden, name -> processor.unread(name, () -> size(picture(name)))));
      assertThat(own.tokens()).isEqualTo(golden.prompt().tokens());
    }
  }

  private static ImageSize size(BufferedImage picture) {
    return new ImageSize(picture.getHeight(), picture.getWidth());
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void noPixelIsFarFromTheReferences(PartsGolden golden) {
    List<PixelTensor> expected =
        golden.croppedPictures().stream().flatMap(parts -> parts.views().stream()).toList();
    List<PixelTensor> own = new ArrayList<>();
    try (Processor processor = processor(golden)) {
      for (String name : golden.json().path("messages").findValuesAsText("picture")) {
        own.addAll(((PixelParts) processor.preprocess(picture(name), name)).views());
      }
    }
    assertThat(own).hasSameSizeAs(expected);
    for (int view = 0; view < own.size(); view++) {
      float[] values = own.get(view).values();
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        double difference = Math.abs(values[i] - expected.get(view).values()[i]);
        assertThat(difference).isLessThanOrEqualTo(2 / 255.0);
        sum += difference;
      }
      assertThat(sum / values.length).isLessThanOrEqualTo(1e-3);
    }
  }
}
