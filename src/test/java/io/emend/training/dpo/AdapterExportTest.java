package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.preference.PreferenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adapter that is written is the one that PEFT wrote, which the goldens hold. */
class AdapterExportTest {
  private static final Path PEFT = DpoGolden.FOLDER.resolve("adapter");
  private static final String Q = "language_model.layers.0.self_attn.q_proj";

  @TempDir Path folder;

  @BeforeEach
  void write() {
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = DpoGolden.open(manager, Optional.of(DpoGolden.everyLinear()))) {
      GoldenAdapter.load(model);
      model.export(folder, "clip-gqa-tied");
    }
  }

  private static PeftConfig config(Path directory) throws IOException {
    return new ObjectMapper()
        .readValue(directory.resolve(PeftConfig.FILE).toFile(), PeftConfig.class);
  }

  /** Header and data: names, types, shapes, order and numbers. */
  @Test
  void theWeightsHaveTheBytesOfPeft() throws IOException {
    assertThat(Files.readAllBytes(folder.resolve(PeftWriter.WEIGHTS)))
        .isEqualTo(Files.readAllBytes(PEFT.resolve(PeftWriter.WEIGHTS)));
  }

  @Test
  void theConfigurationScalesAsPefts() throws IOException {
    assertThat(config(folder).scaleOf("model." + Q)).isEqualTo(config(PEFT).scaleOf("model." + Q));
  }

  @Test
  void theConfigurationMeansTheTextModelAlone() throws IOException {
    PeftConfig written = config(folder);
    assertThat(written.targets("model." + Q)).isTrue();
    assertThat(written.targets("model.vision_tower.encoder.layers.0.self_attn.q_proj")).isFalse();
  }
}
