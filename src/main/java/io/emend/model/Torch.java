package io.emend.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;

/** The tensor engine of all models. */
public final class Torch {
  private static final String ENGINE = "PyTorch";

  private Torch() {}

  /**
   * What owns the tensors of a model; closing it frees them.
   *
   * @throws EmendException {@code model_not_ready} if libtorch does not load here, naming the
   *     library
   */
  public static NDManager on(Device device) {
    try {
      return NDManager.newBaseManager(device, ENGINE);
    } catch (EngineException e) {
      // DJL's own message is only that it failed.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new EmendException(
          ErrorCode.MODEL_NOT_READY, "libtorch does not load here: " + reason.getMessage(), e);
    }
  }
}
