package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.correction.Outcome;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ModelLoader;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.config.GenerationConfig;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.model.image.PixelTensor;
import io.emend.model.preference.TrainingSize;
import io.emend.preference.DataSplit;
import io.emend.preference.PictureIds;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
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
  private static final String OTHER = Sha256.of(JobData.bytes(JobData.OTHER_PICTURE));
  @TempDir Path root;

  @AfterAll
  static void close() {
    PROCESSOR.close();
  }

  private DpoExample encode(String chosen) {
    return encode(chosen, PICTURE);
  }

  private DpoExample encode(String chosen, String... pictures) {
    int imageToken = TrainingSize.of(ModelLoader.architecture(JobData.MODEL)).imageToken();
    var ends = GenerationConfig.endTokens(JobData.MODEL);
    ObjectStore store = JobData.write(root, 1);
    store.putIfAbsent(ObjectKey.image(OTHER), JobData.bytes(JobData.OTHER_PICTURE));
    return new PairEncoder(PROCESSOR, store, ends, imageToken)
        .encode(
            new PreferencePair(
                "s",
                "color",
                PictureIds.one(List.of(pictures)),
                PictureIds.several(List.of(pictures)),
                "What is it?",
                PROMPT,
                chosen,
                "No ## B ##",
                Outcome.RIGHT_WRONG,
                DataSplit.TRAIN));
  }

  private static PixelValues served() {
    return served(JobData.PICTURE);
  }

  private static PixelValues served(Path picture) {
    byte[] bytes = JobData.bytes(picture);
    var pixels = new ImageDecoder(ImageLimits.DEFAULT).decode(bytes).pixels();
    return PROCESSOR.preprocess(pixels, Sha256.of(bytes));
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
  void aPromptAboutSeveralPicturesHasTheIdsThatAreServed() {
    ChatMessage asked =
        new ChatMessage(
            Role.USER,
            List.of(
                new ChatMessage.Picture(served(JobData.OTHER_PICTURE)),
                new ChatMessage.Picture(served()),
                new ChatMessage.Text(PROMPT)));
    assertThat(encode("Yes ## A ##", OTHER, PICTURE).tokens().prompt())
        .isEqualTo(PROCESSOR.prompt(List.of(asked)).tokens());
  }

  @Test
  void eachOfSeveralPicturesHasItsOwnTokensAndPixels() {
    List<DpoExample.Picture> pictures = encode("Yes", OTHER, PICTURE).pictures();
    assertThat(pictures).extracting(DpoExample.Picture::digest).containsExactly(OTHER, PICTURE);
    int each = encode("Yes").pictures().get(0).tokens();
    assertThat(pictures).extracting(DpoExample.Picture::tokens).containsExactly(each, each);
    assertThat(((PixelTensor) pictures.get(0).pixels().get()).values())
        .isEqualTo(((PixelTensor) served(JobData.OTHER_PICTURE)).values());
  }

  @Test
  void aResponseThatSpellsAControlTokenIsRefused() {
    assertThatThrownBy(() -> encode("Yes <image>"))
        .hasMessageContaining("pair s spells a control token");
  }
}
