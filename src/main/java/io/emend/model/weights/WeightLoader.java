package io.emend.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.Precision;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.WeightSpec.Presence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Binds a checkpoint's tensors to the names and shapes of a model and copies them over. */
public final class WeightLoader {
  private WeightLoader() {}

  /**
   * @return arrays by canonical name, in the given precision, owned by the manager
   * @throws EmendException {@code model_invalid} for a tensor that is missing, unexpected or
   *     misshapen
   */
  public static Map<String, NDArray> load(
      Checkpoint checkpoint,
      WeightLayout layout,
      Precision precision,
      NDManager manager,
      TorchScriptModule module) {
    Map<String, NDArray> arrays = new HashMap<>();
    bind(checkpoint, layout)
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

  private static Map<String, String> bind(Checkpoint checkpoint, WeightLayout layout) {
    Map<String, String> bound = new HashMap<>();
    for (String name : checkpoint.names()) {
      String canonical = layout.names().canonical(name);
      if (layout.isRead(canonical)) {
        check(checkpoint.entry(name), layout, canonical);
        bound.put(canonical, name);
      }
    }
    for (WeightSpec spec : layout.weights().with(Presence.REQUIRED)) {
      if (!bound.containsKey(spec.name())) {
        throw invalid(spec.name(), "must exist", "missing");
      }
    }
    return bound;
  }

  private static void check(TensorEntry entry, WeightLayout layout, String canonical) {
    String family = "must be a weight of the " + layout.family() + " family";
    WeightSpec spec =
        layout
            .weights()
            .get(canonical)
            .orElseThrow(() -> invalid(entry.name(), family, "unexpected"));
    if (!Arrays.equals(spec.shape(), entry.shape())) {
      String rule = "must have shape " + Arrays.toString(spec.shape());
      throw invalid(entry.name(), rule, Arrays.toString(entry.shape()));
    }
    if (!entry.type().isWeight()) {
      throw invalid(entry.name(), "must be F32, F16 or BF16", entry.type());
    }
  }

  /** Copies a tensor to the device in the given precision. */
  public static NDArray copy(
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
