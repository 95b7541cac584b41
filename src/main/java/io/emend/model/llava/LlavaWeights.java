package io.emend.model.llava;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.Precision;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.TensorEntry;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Binds a checkpoint's tensors to the names and shapes of the family and copies them over. */
final class LlavaWeights {
  private LlavaWeights() {}

  /**
   * @return arrays by canonical name, in the given precision, owned by the manager
   * @throws EmendException {@code model_invalid} for a tensor that is missing, unexpected or
   *     misshapen
   */
  static Map<String, NDArray> load(
      Checkpoint checkpoint,
      LlavaConfig config,
      Precision precision,
      NDManager manager,
      TorchScriptModule module) {
    Map<String, NDArray> arrays = new HashMap<>();
    bind(checkpoint, WeightShapes.of(config), config.text().tied())
        .forEach(
            (canonical, name) -> {
              NDArray array = copy(checkpoint.tensor(name), precision, manager, module);
              requireFinite(name, array, precision, module);
              arrays.put(canonical, array);
            });
    return arrays;
  }

  private static void requireFinite(
      String name, NDArray array, Precision precision, TorchScriptModule module) {
    try (IValue values = TorchScriptModule.of(array)) {
      if (module.run("is_finite", values) == 0) {
        throw invalid(name, "must be finite as " + precision, "infinite or no number in part");
      }
    }
  }

  private static Map<String, String> bind(
      Checkpoint checkpoint, WeightShapes shapes, boolean tied) {
    Map<String, String> bound = new HashMap<>();
    for (String name : checkpoint.names()) {
      String canonical = WeightNames.canonical(name);
      boolean copyOfEmbedding = tied && canonical.equals("lm_head.weight");
      if (!WeightNames.isUnused(canonical) && !copyOfEmbedding) {
        check(checkpoint.entry(name), shapes, canonical);
        bound.put(canonical, name);
      }
    }
    for (String canonical : shapes.required().keySet()) {
      if (!bound.containsKey(canonical)) {
        throw invalid(canonical, "must exist", "missing");
      }
    }
    return bound;
  }

  private static void check(TensorEntry entry, WeightShapes shapes, String canonical) {
    long[] shape = shapes.required().getOrDefault(canonical, shapes.optional().get(canonical));
    if (shape == null) {
      throw invalid(entry.name(), "must be a weight of the llava family", "unexpected");
    }
    if (!Arrays.equals(shape, entry.shape())) {
      String rule = "must have shape " + Arrays.toString(shape);
      throw invalid(entry.name(), rule, Arrays.toString(entry.shape()));
    }
    if (!entry.type().isWeight()) {
      throw invalid(entry.name(), "must be F32, F16 or BF16", entry.type());
    }
  }

  /** Copies a tensor to the device in the given precision. */
  static NDArray copy(
      TensorView view, Precision precision, NDManager manager, TorchScriptModule module) {
    DataType type = view.type() == TensorType.F32 ? DataType.FLOAT32 : DataType.FLOAT16;
    NDArray raw = manager.create(view.bytes(), new Shape(view.shape()), type);
    NDArray typed = view.type() == TensorType.BF16 ? convert(raw, "as_bf16", manager, module) : raw;
    if (view.type().name().equals(precision.name())) {
      return typed;
    }
    try (IValue array = TorchScriptModule.of(typed);
        IValue scalarType = IValue.from((long) precision.scalarType());
        typed) {
      return module.call(manager, "to_type", array, scalarType);
    }
  }

  /** The bits of bf16 come in as f16, since DJL cannot create bf16 itself. */
  private static NDArray convert(
      NDArray raw, String method, NDManager manager, TorchScriptModule module) {
    try (IValue array = TorchScriptModule.of(raw);
        raw) {
      return module.call(manager, method, array);
    }
  }

  private static EmendException invalid(String tensor, String rule, Object value) {
    return new EmendException(
        ErrorCode.MODEL_INVALID,
        tensor + " " + rule + ", was " + value,
        Map.of("tensor", tensor, "rule", rule, "value", String.valueOf(value)));
  }
}
