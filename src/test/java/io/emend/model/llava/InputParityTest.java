package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.Processor;
import io.emend.model.image.DecodedImage;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.model.image.PixelTensor;
import io.emend.model.tokenizer.ChatTemplate;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts, ids and pixels of the random checkpoints are those of transformers. */
class InputParityTest {
  private static final String CASES = "io.emend.model.llava.GoldenCase#all";

  @ParameterizedTest
  @MethodSource(CASES)
  void theRenderedPromptIsTheReferences(GoldenCase golden) {
    ChatTemplate template = ChatTemplate.read(GoldenCase.model(golden.checkpoint()));
    assertThat(template.render(golden.conversation(), true, UnaryOperator.identity()))
        .isEqualTo(golden.prompt());
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void theIdsAreTheReferences(GoldenCase golden) {
    try (Processor processor = new LlavaFamily().processor(GoldenCase.model(golden.checkpoint()))) {
      assertThat(processor.prompt(golden.conversation()).tokens()).isEqualTo(golden.ids());
    }
  }

  @ParameterizedTest
  @MethodSource("io.emend.model.llava.GoldenCase#withPictures")
  void noPixelIsFarFromTheReferences(GoldenCase golden) {
    try (Processor processor = new LlavaFamily().processor(GoldenCase.model(golden.checkpoint()))) {
      for (int i = 0; i < golden.pictureNames().size(); i++) {
        PixelTensor own =
            (PixelTensor) processor.preprocess(picture(golden.pictureNames().get(i)), "");
        float[] expected = golden.pixels().get(i).values();
        assertThat(Closeness.largest(own.values(), expected)).isLessThanOrEqualTo(2 / 255.0);
        assertThat(Closeness.mean(own.values(), expected)).isLessThanOrEqualTo(1e-3);
      }
    }
  }

  private static BufferedImage picture(String name) {
    try {
      byte[] bytes =
          Files.readAllBytes(GoldenCase.GOLDEN.resolve("pictures").resolve(name + ".png"));
      DecodedImage decoded = new ImageDecoder(ImageLimits.DEFAULT).decode(bytes);
      return decoded.pixels();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
