package io.emend.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.HostTensor;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * AdamW with decoupled weight decay (Loshchilov and Hutter 2019) over named parameters, by
 * PyTorch's fused kernel.
 */
public final class AdamW implements AutoCloseable {
  private final TorchScriptModule module;
  private final Settings settings;
  private final Group decayed;
  private final Group plain;
  private final IValue all;

  /**
   * What it needs to know.
   *
   * @param weightDecay on the parameters that decay
   * @param maxGradNorm all gradients together are scaled down to this norm
   */
  public record Settings(double beta1, double beta2, double weightDecay, double maxGradNorm) {}

  /**
   * @param parameters f32, with gradients; each must have one by the first step
   * @param decays whether weight decay pulls at the parameter of a name
   */
  public AdamW(
      TorchScriptModule module,
      NDManager manager,
      Map<String, NDArray> parameters,
      Predicate<String> decays,
      Settings settings) {
    this.module = module;
    this.settings = settings;
    this.decayed = new Group(manager, parameters, decays);
    this.plain = new Group(manager, parameters, decays.negate());
    List<NDArray> arrays = new ArrayList<>(decayed.parameters);
    arrays.addAll(plain.parameters);
    this.all = TorchScriptModule.of(arrays);
  }

  /** Clips, steps and clears the gradients; returns their norm before clipping. */
  public float step(NDManager scope, double learningRate) {
    TorchScriptModule.prepareThread(false);
    try (IValue limit = IValue.from(settings.maxGradNorm());
        NDArray norm = module.call(scope, "clip_gradients", all, limit)) {
      decayed.step(learningRate, settings.weightDecay());
      plain.step(learningRate, 0);
      return norm.toFloatArray()[0];
    }
  }

  /**
   * @param step that was the last one, counted from 1
   * @throws io.emend.error.EmendException {@code training_diverged} where a parameter is not finite
   */
  public void requireFinite(NDManager scope, int step) {
    TorchScriptModule.prepareThread(false);
    try (NDArray finite = module.call(scope, "all_finite", all)) {
      if (finite.toFloatArray()[0] == 0) {
        throw Divergence.at(step, "weights", "are not finite");
      }
    }
  }

  /** Writes the moments. */
  public void save(Path directory) {
    Map<String, TensorView> tensors = new TreeMap<>();
    decayed.collect(tensors);
    plain.collect(tensors);
    SafetensorsWriter.write(directory.resolve(Checkpoint.SINGLE), tensors);
  }

  /** Puts back what {@link #save} wrote. */
  public void restore(Path directory, NDManager manager) {
    try (Checkpoint checkpoint = Checkpoint.open(directory);
        NDManager scope = manager.newSubManager()) {
      decayed.restore(checkpoint, scope);
      plain.restore(checkpoint, scope);
    }
  }

  @Override
  public void close() {
    all.close();
    decayed.close();
    plain.close();
  }

  /** Parameters that share a weight decay, with their moments. */
  private final class Group implements AutoCloseable {
    private final List<NDArray> parameters = new ArrayList<>();
    private final Map<String, NDArray> state = new TreeMap<>();
    private final List<IValue> lists = new ArrayList<>();

    Group(NDManager manager, Map<String, NDArray> named, Predicate<String> member) {
      List<NDArray> first = new ArrayList<>();
      List<NDArray> second = new ArrayList<>();
      List<NDArray> steps = new ArrayList<>();
      named.forEach(
          (name, array) -> {
            if (member.test(name)) {
              parameters.add(array);
              first.add(track(name + ".exp_avg", manager.zeros(array.getShape())));
              second.add(track(name + ".exp_avg_sq", manager.zeros(array.getShape())));
              steps.add(track(name + ".step", manager.zeros(new Shape())));
            }
          });
      List.of(parameters, first, second, steps).forEach(l -> lists.add(TorchScriptModule.of(l)));
    }

    private NDArray track(String name, NDArray array) {
      state.put(name, array);
      return array;
    }

    void step(double learningRate, double decay) {
      if (parameters.isEmpty()) {
        return;
      }
      try (IValue rates =
          IValue.listFrom(learningRate, settings.beta1(), settings.beta2(), decay)) {
        module.run("adamw", lists.get(0), lists.get(1), lists.get(2), lists.get(3), rates);
      }
    }

    void collect(Map<String, TensorView> tensors) {
      state.forEach((name, array) -> tensors.put(name, HostTensor.f32(name, array)));
    }

    void restore(Checkpoint checkpoint, NDManager scope) {
      state.forEach(
          (name, array) -> {
            TensorView view = checkpoint.tensor(name);
            scope.create(view.bytes(), new Shape(view.shape()), DataType.FLOAT32).copyTo(array);
          });
    }

    @Override
    public void close() {
      lists.forEach(IValue::close);
    }
  }
}
