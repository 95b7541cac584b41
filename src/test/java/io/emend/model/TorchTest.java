package io.emend.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.Test;

class TorchTest {

  /** What libgomp reads once, when it is loaded. */
  @Test
  void threadsThatWaitDoNotSpin() {
    try (NDManager manager = Torch.on(Device.cpu())) {
      assertThat(manager.isOpen()).isTrue();
      Object policy =
          NativeLibrary.getProcess()
              .getFunction("getenv")
              .invoke(String.class, new Object[] {"OMP_WAIT_POLICY"});
      assertThat((String) policy).isEqualToIgnoringCase("passive");
    }
  }
}
