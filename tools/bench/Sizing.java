import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import io.emend.model.family.Architecture;
import io.emend.model.preference.TrainingSize;
import io.emend.model.vision.FixedSizeTower;
import io.emend.training.dpo.DpoOptions;
import io.emend.training.dpo.MemoryEstimate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints the sizing table of docs/deploy.md from configurations alone: weights and KV cache by their
 * shapes, training by the estimate that the preflight holds against the machine.
 *
 * <p>{@code java -cp "target/classes:$(cat class-path)" tools/bench/Sizing.java}
 */
final class Sizing {
  private static final double GIB = 1L << 30;
  private static final int PROMPT = 150;
  private static final int RESPONSE = 150;

  /** A Llama text model behind a CLIP ViT-L/14 at 336 pixels, as LLaVA 1.5 has them. */
  private static final String LLAVA_1_5 =
      """
      {"model_type": "llava", "image_token_index": 32000, "projector_hidden_act": "gelu",
       "vision_feature_layer": -2, "vision_feature_select_strategy": "default",
       "text_config": {"model_type": "llama", "hidden_size": %d, "intermediate_size": %d,
         "num_hidden_layers": %d, "num_attention_heads": %d, "vocab_size": 32064,
         "max_position_embeddings": 4096, "rms_norm_eps": 1e-5},
       "vision_config": {"model_type": "clip_vision_model", "hidden_size": 1024,
         "intermediate_size": 4096, "num_hidden_layers": 24, "num_attention_heads": 16,
         "image_size": 336, "patch_size": 14, "projection_dim": 768, "vocab_size": 32000}}
      """;

  private Sizing() {}

  public static void main(String... args) throws Exception {
    row("emend-tiny", Path.of("src/main/resources/models/emend-tiny"), 32, 2, Precision.F32);
    row("LLaVA 1.5 7B", config(4096, 11008, 32, 32), 128, 32, Precision.BF16);
    row("LLaVA 1.5 13B", config(5120, 13824, 40, 40), 128, 40, Precision.BF16);
  }

  private static Path config(int hidden, int intermediate, int layers, int heads)
      throws Exception {
    Path directory = Files.createTempDirectory("sizing");
    String json = LLAVA_1_5.formatted(hidden, intermediate, layers, heads);
    Files.writeString(directory.resolve("config.json"), json);
    return directory;
  }

  private static void row(
      String name, Path directory, int headDim, int kvHeads, Precision precision) {
    Architecture architecture = ModelLoader.architecture(directory);
    TrainingSize size = TrainingSize.of(architecture);
    int imageTokens = ((FixedSizeTower) architecture.tower()).tokens();
    long weights = size.weights() * precision.bytes();
    long token = 2L * size.layers() * kvHeads * headDim * precision.bytes();
    long packed = imageTokens + PROMPT + 2 * RESPONSE;
    DpoOptions paper = DpoOptions.DEFAULT;
    DpoOptions options =
        new DpoOptions(
            paper.loss(),
            paper.optimizer(),
            paper.lora(),
            paper.epochs(),
            paper.batch(),
            1,
            paper.seed(),
            precision,
            true,
            paper.evaluateEvery(),
            paper.checkpointEvery());
    long training = MemoryEstimate.of(size, options, packed, 2 * RESPONSE).total();
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f billion weights, %.2f GiB, %.1f KiB KV a token, %.2f GiB 1,000 tokens,"
            + " training %.2f GiB (%d packed tokens)%n",
        name,
        size.weights() / 1e9,
        weights / GIB,
        token / 1024.0,
        1000 * token / GIB,
        training / GIB,
        packed);
  }
}
