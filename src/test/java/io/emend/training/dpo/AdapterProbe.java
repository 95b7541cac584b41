package io.emend.training.dpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.emend.model.PixelValues;
import io.emend.model.image.PixelTensor;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program that writes {@code adapter/} and {@code probe.safetensors} to a folder, for {@code
 * tools/reference/check_adapter.py}.
 */
final class AdapterProbe {
  private AdapterProbe() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = DpoGolden.open(manager, Optional.of(DpoGolden.everyLinear()))) {
      GoldenAdapter.load(model);
      model.export(folder.resolve("adapter"), "clip-gqa-tied");
      SafetensorsWriter.write(folder.resolve("probe.safetensors"), probe(manager, model));
    }
  }

  private static Map<String, TensorView> probe(NDManager scope, PreferenceModel model) {
    DpoExample example = DpoGolden.examples().get(0);
    PixelTensor pixels = (PixelTensor) example.pictures().get(0).pixels().get();
    long[] tokens = Arrays.stream(example.tokens().prompt()).asLongStream().toArray();
    NDArray ids = scope.create(tokens, new Shape(1, tokens.length));
    NDArray picture =
        scope.create(pixels.values(), new Shape(1, 3, pixels.height(), pixels.width()));
    NDArray logits = logits(scope, model, ids, pixels);
    Map<String, TensorView> tensors = new TreeMap<>();
    add(tensors, "input_ids", ids.toType(DataType.FLOAT32, true));
    add(tensors, "pixel_values", picture);
    add(tensors, "logits", logits.squeeze(0));
    return tensors;
  }

  /** A prompt is a packed pair without responses. */
  private static NDArray logits(
      NDManager scope, PreferenceModel model, NDArray ids, PixelValues pixels) {
    TorchScriptModule.prepareThread(false);
    float[] features = model.features(pixels);
    Shape shape = new Shape(features.length / model.hiddenSize(), model.hiddenSize());
    NDArray prompt = scope.zeros(ids.getShape(), DataType.INT64);
    NDArray positions = scope.arange((int) ids.size()).toType(DataType.INT64, true);
    List<NDArray> inputs =
        List.of(ids, scope.create(features, shape), prompt, positions.expandDims(0));
    NDArray hidden = model.module().differentiate(scope, "packed_hidden", inputs);
    return model.module().differentiate(scope, "logits", List.of(hidden));
  }

  private static void add(Map<String, TensorView> tensors, String name, NDArray array) {
    long[] shape = array.getShape().getShape();
    tensors.put(name, new TensorView(name, TensorType.F32, shape, array.toByteBuffer()));
  }
}
