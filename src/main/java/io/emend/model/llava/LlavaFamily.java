package io.emend.model.llava;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.ConfigNode;
import io.emend.model.GenerationConfig;
import io.emend.model.ModelProfile;
import io.emend.model.Precision;
import io.emend.model.Processor;
import io.emend.model.Torch;
import io.emend.model.VisionLanguageModel;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.torchscript.TorchScriptSource;
import io.emend.model.weights.Checkpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads LLaVA checkpoints, {@code model_type} {@code llava}. */
public final class LlavaFamily {
  public static final String MODEL_TYPE = "llava";
  private static final List<String> SOURCES =
      List.of("vision.py", "llama.py", "llava.py", "training.py", "preference.py");

  private LlavaFamily() {}

  /** The checkpoint's tokenizer, template and image processor. */
  public static Processor processor(Path directory) {
    LlavaConfig config = LlavaConfig.read(directory);
    return LlavaProcessor.read(directory, config, config.imageTokens(), endTokens(directory));
  }

  /** What adapters may change of a checkpoint; reads its configuration alone. */
  public static AdaptableLinears linears(Path directory) {
    return LlavaLinears.of(LlavaConfig.read(directory));
  }

  /** The maths of a checkpoint on a device, for answering. */
  public static VisionLanguageModel load(
      String id, Path directory, Precision precision, Device device) {
    LlavaConfig config = LlavaConfig.read(directory);
    NDManager manager = Torch.on(device);
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      TorchScriptModule module = TorchScriptModule.load(manager, source(config, precision));
      Map<String, NDArray> weights =
          LlavaWeights.load(checkpoint, config, precision, manager, module);
      long parameters = weights.values().stream().mapToLong(NDArray::size).sum();
      module.setWeights(withRotary(weights, config.text(), manager));
      ModelProfile profile = profile(id, directory, config, precision, device, parameters);
      return new LlavaModel(profile, config, manager, module);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  static TorchScriptSource source(LlavaConfig config, Precision precision) {
    return new TorchScriptSource(SOURCES, config.attributes(precision));
  }

  /** Adds the rotary tables, f32 (maxPositions, headDim), to the weights. */
  static Map<String, NDArray> withRotary(
      Map<String, NDArray> weights, TextConfig text, NDManager manager) {
    int dim = text.headDim();
    float[] cos = new float[text.maxPositions() * dim];
    float[] sin = new float[text.maxPositions() * dim];
    for (int position = 0; position < text.maxPositions(); position++) {
      double[] angles = text.rotary().angles(position);
      for (int i = 0; i < dim; i++) {
        cos[position * dim + i] = (float) Math.cos(angles[i]);
        sin[position * dim + i] = (float) Math.sin(angles[i]);
      }
    }
    Map<String, NDArray> all = new HashMap<>(weights);
    Shape shape = new Shape(text.maxPositions(), dim);
    all.put("rotary.cos", manager.create(cos, shape));
    all.put("rotary.sin", manager.create(sin, shape));
    return all;
  }

  private static ModelProfile profile(
      String id,
      Path directory,
      LlavaConfig config,
      Precision precision,
      Device device,
      long parameters) {
    return new ModelProfile(
        id,
        MODEL_TYPE,
        config.text().maxPositions(),
        config.text().vocabularySize(),
        config.imageTokens(),
        config.imageToken(),
        endTokens(directory),
        precision,
        device.toString(),
        parameters);
  }

  /** Ids that end a response, in the order of the checkpoint's file. */
  public static Set<Integer> endTokens(Path directory) {
    Set<Integer> tokens = GenerationConfig.read(directory).endTokens();
    if (!tokens.isEmpty()) {
      return tokens;
    }
    ConfigNode config = ConfigNode.read(directory.resolve("config.json"));
    ConfigNode end = config.at(GenerationConfig.END);
    return GenerationConfig.tokens(
        end.exists() ? end : config.at("text_config").at(GenerationConfig.END));
  }
}
