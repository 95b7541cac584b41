package io.emend.model.adapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.error.EmendException;
import io.emend.model.Precision;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.TensorView;
import io.emend.model.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** First weights of an adapter as PEFT makes them, and its names there. */
public final class LoraWeights {
  /** What the product of both matrices is multiplied by stands under this name. */
  public static final String SCALE = "lora_scale";

  private static final String PEFT_PREFIX = "base_model.model.";

  private LoraWeights() {}

  /**
   * A uniform within 1 / sqrt(in), which is Kaiming's with a = sqrt(5); B zero, so that the adapter
   * changes nothing at first. A function of seed, name and shape alone.
   *
   * @return arrays by canonical name, f32
   */
  public static Map<String, NDArray> create(
      AdaptableLinears linears, LoraOptions options, long seed, NDManager manager) {
    requireTargets(linears, options);
    Map<String, NDArray> weights = new TreeMap<>();
    linears
        .shapes()
        .forEach(
            (linear, shape) -> {
              if (isTarget(linear, options)) {
                String down = linear + ".lora_A.weight";
                float[] uniform = uniform(seed * 31 + down.hashCode(), options.rank(), shape[1]);
                weights.put(down, manager.create(uniform, new Shape(options.rank(), shape[1])));
                Shape up = new Shape(shape[0], options.rank());
                weights.put(linear + ".lora_B.weight", manager.zeros(up));
              }
            });
    return weights;
  }

  /** The weights of an adapter that is trained on, f32, which can be part of a graph. */
  public static Map<String, NDArray> read(
      AdaptableLinears linears, Path directory, NDManager manager, TorchScriptModule module) {
    Map<String, NDArray> weights = new TreeMap<>();
    try (PeftAdapter adapter = PeftAdapter.open(directory)) {
      adapter
          .bind(linears)
          .forEach(
              (name, key) -> {
                TensorView tensor = adapter.tensor(key);
                try (NDArray copy = WeightLoader.copy(tensor, Precision.F32, manager, module)) {
                  weights.put(name, copy.duplicate());
                }
              });
    }
    return weights;
  }

  /**
   * Numbers of an adapter.
   *
   * @throws io.emend.error.EmendException {@code invalid_value} for a module that the model lacks
   */
  public static long count(AdaptableLinears linears, LoraOptions options) {
    requireTargets(linears, options);
    return linears.shapes().entrySet().stream()
        .filter(linear -> isTarget(linear.getKey(), options))
        .mapToLong(linear -> options.rank() * (linear.getValue()[0] + linear.getValue()[1]))
        .sum();
  }

  /** Which linear layers there are is the family's to say. */
  private static void requireTargets(AdaptableLinears linears, LoraOptions options) {
    for (String module : options.modules()) {
      boolean known = linears.shapes().keySet().stream().anyMatch(l -> l.endsWith("." + module));
      EmendException.require(known, "modules", "must be linear layers of the model", module);
    }
  }

  private static boolean isTarget(String linear, LoraOptions options) {
    return options.modules().stream().anyMatch(module -> linear.endsWith("." + module));
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
  public static PeftConfig config(LoraOptions options, String baseModel) {
    String names = String.join("|", options.modules());
    TargetModules modules = new TargetModules.Pattern(".*language_model.*\\.(" + names + ")");
    return PeftConfig.lora(baseModel, options.rank(), options.alpha(), modules);
  }

  /** An adapter's weight by PEFT's name. */
  public static String peftName(AdaptableLinears linears, String canonical) {
    int end = canonical.lastIndexOf(".lora_");
    String linear = canonical.substring(0, end);
    return PEFT_PREFIX + linears.spellings(linear).get(0) + canonical.substring(end);
  }
}
