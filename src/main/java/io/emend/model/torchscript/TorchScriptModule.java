package io.emend.model.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A loaded TorchScript class and its methods. Arrays that methods return belong to the manager that
 * the caller names; arguments stay the caller's.
 */
public final class TorchScriptModule implements AutoCloseable {
  private final PtSymbolBlock block;

  private TorchScriptModule(PtSymbolBlock block) {
    this.block = block;
  }

  /** Compiles the source; an error in it comes back with its line. */
  public static TorchScriptModule load(NDManager manager, TorchScriptSource source) {
    prepareThread(false);
    try (ByteArrayInputStream in = new ByteArrayInputStream(TorchScriptArchive.pack(source))) {
      return new TorchScriptModule(JniUtils.loadModule((PtNDManager) manager, in, false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Both settings are per thread in libtorch, and new threads start with gradients on and a graph
   * optimizer that recompiles for every new shape.
   */
  public static void prepareThread(boolean gradients) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
  }

  /** Hands the weights over; the module refers to the same memory. */
  public void setWeights(Map<String, NDArray> weights) {
    give("set_weights", weights);
  }

  /** Adds weights to those that are there. */
  public void addWeights(Map<String, NDArray> weights) {
    give("add_weights", weights);
  }

  private void give(String method, Map<String, NDArray> weights) {
    Map<String, PtNDArray> own = new HashMap<>();
    weights.forEach((name, array) -> own.put(name, (PtNDArray) array));
    try (IValue map = IValue.stringMapFrom(own)) {
      run(method, map);
    }
  }

  /** Lets go of the weights whose names begin so. */
  public void removeWeights(String prefix) {
    try (IValue text = IValue.from(prefix)) {
      run("remove_weights", text);
    }
  }

  /** Weights whose names begin so are added to the layers that the rest of the names says. */
  public void useAdapter(String prefix) {
    try (IValue text = IValue.from(prefix)) {
      run("use_adapter", text);
    }
  }

  /** Calls a method without gradients; its result is an array. */
  public NDArray call(NDManager manager, String method, IValue... arguments) {
    try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
      return result.toTensor((PtNDManager) manager);
    }
  }

  /** Calls a method for its effect; its result is a number. */
  public long run(String method, IValue... arguments) {
    try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
      return result.toLong();
    }
  }

  /** Calls a method through which gradients flow; only arrays can be arguments. */
  public NDArray differentiate(NDManager manager, String method, List<NDArray> arguments) {
    NDArray marker = manager.create(0f);
    marker.setName("module_method:" + method);
    NDList inputs = new NDList();
    arguments.forEach(array -> array.setName(null));
    inputs.addAll(arguments);
    inputs.add(marker);
    NDArray result = IValueUtils.forward(block, inputs, true).singletonOrThrow();
    result.attach(manager);
    return result;
  }

  public static IValue of(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  public static IValue of(List<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(new PtNDArray[0]));
  }

  @Override
  public void close() {
    block.close();
  }
}
