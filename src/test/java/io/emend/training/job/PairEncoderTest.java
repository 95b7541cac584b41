package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.correction.Outcome;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Role;
import io.emend.model.GenerationConfig;
import io.emend.model.ModelLoader;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.model.image.PixelTensor;
import io.emend.model.preference.TrainingSize;
import io.emend.preference.DataSplit;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.Sha256;
import io.emend.training.dpo.DpoExample;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairEncoderTest {
  private static final Processor PROCESSOR = ModelLoader.processor(JobData.MODEL);
  private static final String PROMPT = "What is it?\nA. red\nB. blue\nAnswer.";
  private static final String PICTURE = Sha256.of(JobData.bytes(JobData.PICTURE));
  @TempDir Path root;

  @AfterAll
  static void close() {
    PROCESSOR.close();
  }

  private DpoExample encode(String chosen) {
    int imageToken = TrainingSize.of(ModelLoader.architecture(JobData.MODEL)).imageToken();
    var ends = GenerationConfig.endTokens(JobData.MODEL);
    return new PairEncoder(PROCESSOR, JobData.write(root, 1), ends, imageToken)
        .encode(
            new PreferencePair(
                "s",
                "color",
                PICTURE,
                "What is it?",
                PROMPT,
                chosen,
                "No ## B ##",
                Outcome.RIGHT_WRONG,
                DataSplit.TRAIN));
  }

  private static PixelValues served() {
    byte[] bytes = JobData.bytes(JobData.PICTURE);
    var pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(bytes).pixels();
    return PROCESSOR.preprocess(pixels, PICTURE);
  }

  @Test
  void thePromptHasTheIdsThatAreServed() {
    ChatMessage asked =
        new ChatMessage(
            Role.USER, List.of(new ChatMessage.Picture(served()), new ChatMessage.Text(PROMPT)));
    assertThat(encode("Yes ## A ##").tokens().prompt())
        .isEqualTo(PROCESSOR.prompt(List.of(asked)).tokens());
  }

  @Test
  void aResponseEndsAsItsTurnDoes() {
    int[] ids = PROCESSOR.encode("Yes ## A ##");
    int[] end = PROCESSOR.encode("<|eot_id|>");
    assertThat(encode("Yes ## A ##").tokens().chosen())
        .isEqualTo(IntStream.concat(IntStream.of(ids), IntStream.of(end)).toArray());
  }

  @Test
  void thePictureIsThatWhichIsServed() {
    PixelTensor pixels = (PixelTensor) encode("Yes").pictures().get(0).pixels().get();
    assertThat(pixels.values()).isEqualTo(((PixelTensor) served()).values());
  }

  @Test
  void aResponseThatSpellsAControlTokenIsRefused() {
    assertThatThrownBy(() -> encode("Yes <image>"))
        .hasMessageContaining("pair s spells a control token");
  }
}
