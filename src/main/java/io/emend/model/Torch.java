package io.emend.model;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.host.CpuThreads;
import java.util.concurrent.atomic.AtomicBoolean;

/** The tensor engine of all models. */
public final class Torch {
  private static final String ENGINE = "PyTorch";

  /** How OpenMP's threads wait, read once by its library when it is loaded with libtorch. */
  private static final String WAIT_POLICY = "OMP_WAIT_POLICY";

  private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

  private static final AtomicBoolean PREPARED = new AtomicBoolean();

  private Torch() {}

  /**
   * What owns the tensors of a model; closing it frees them.
   *
   * @throws EmendException {@code model_not_ready} if libtorch does not load here, naming the
   *     library
   */
  public static NDManager on(Device device) {
    if (PREPARED.compareAndSet(false, true)) {
      waitWithoutSpinning();
    }
    try {
      return NDManager.newBaseManager(device, ENGINE);
    } catch (EngineException e) {
      // DJL's own message is only that it failed.
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new EmendException(
          ErrorCode.MODEL_NOT_READY, "libtorch does not load here: " + reason.getMessage(), e);
    }
  }

  /** As {@link #on}, with so many threads for all that this process computes from now on. */
  public static NDManager on(Device device, CpuThreads choice) {
    NDManager manager = on(device);
    use(choice);
    return manager;
  }

  /** From now on the steps of all models of this process are computed so; libtorch is loaded. */
  public static void use(CpuThreads choice) {
    JniUtils.setNumThreads(choice.threads());
  }

  /**
   * Threads that wait for one another spin by default, so that a step hangs whenever a neighbour
   * has the processor of the one that is waited for: thirty times as long beside one busy process.
   * The JVM hands its environment to no library, so it is set where C reads it. What the operator
   * has set stays.
   */
  private static void waitWithoutSpinning() {
    if (Platform.isLinux()
        && System.getenv(WAIT_POLICY) == null
        && System.getenv(SPIN_COUNT) == null) {
      NativeLibrary.getProcess()
          .getFunction("setenv")
          .invokeInt(new Object[] {WAIT_POLICY, "passive", 1});
    }
  }
}
