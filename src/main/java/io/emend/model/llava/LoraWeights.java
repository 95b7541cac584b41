package io.emend.model.llava;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.PeftAdapter;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.TargetModules;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.TensorView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** First weights of an adapter as PEFT makes them, and its names there. */
final class LoraWeights {
  static final String SCALE = "lora_scale";
  private static final String PEFT_PREFIX = "base_model.model.model.";

  private LoraWeights() {}

  /**
   * A uniform within 1 / sqrt(in), which is Kaiming's with a = sqrt(5); B zero, so that the adapter
   * changes nothing at first. A function of seed, name and shape alone.
   *
   * @return arrays by canonical name, f32
   */
  static Map<String, NDArray> create(
      LlavaConfig config, LoraOptions options, long seed, NDManager manager) {
    Map<String, NDArray> weights = new TreeMap<>();
    WeightShapes.of(config)
        .required()
        .forEach(
            (name, shape) -> {
              if (isTarget(name, options.modules())) {
                String module = name.substring(0, name.length() - ".weight".length());
                String down = module + ".lora_A.weight";
                float[] uniform = uniform(seed * 31 + down.hashCode(), options.rank(), shape[1]);
                weights.put(down, manager.create(uniform, new Shape(options.rank(), shape[1])));
                Shape up = new Shape(shape[0], options.rank());
                weights.put(module + ".lora_B.weight", manager.zeros(up));
              }
            });
    return weights;
  }

  /** The weights of an adapter that is trained on, f32, which can be part of a graph. */
  static Map<String, NDArray> read(
      LlavaConfig config, Path directory, NDManager manager, TorchScriptModule module) {
    Map<String, NDArray> weights = new TreeMap<>();
    try (PeftAdapter adapter = PeftAdapter.open(directory)) {
      adapter
          .bind(LlavaLinears.of(config))
          .forEach(
              (name, key) -> {
                TensorView tensor = adapter.tensor(key);
                try (NDArray copy = LlavaWeights.copy(tensor, Precision.F32, manager, module)) {
                  weights.put(name, copy.duplicate());
                }
              });
    }
    return weights;
  }

  /** Numbers of the adapter at a weight, 0 where it has none. */
  static long count(String name, long[] shape, LoraOptions options) {
    return isTarget(name, options.modules()) ? options.rank() * (shape[0] + shape[1]) : 0;
  }

  private static boolean isTarget(String name, List<String> modules) {
    return name.startsWith("language_model.layers.")
        && modules.stream().anyMatch(module -> name.endsWith("." + module + ".weight"));
  }

  private static float[] uniform(long seed, int rank, long in) {
    SplittableRandom random = new SplittableRandom(seed);
    double bound = 1 / Math.sqrt((double) in);
    float[] values = new float[(int) (rank * in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }

  /**
   * An expression keeps the tower out, whose layers have the same last names. It matches the names
   * of every transformers version.
   */
  static PeftConfig config(LoraOptions options, String baseModel) {
    String names = String.join("|", options.modules());
    TargetModules modules = new TargetModules.Pattern(".*language_model.*\\.(" + names + ")");
    return PeftConfig.lora(baseModel, options.rank(), options.alpha(), modules);
  }

  static String peftName(String canonical) {
    return PEFT_PREFIX + canonical;
  }
}
