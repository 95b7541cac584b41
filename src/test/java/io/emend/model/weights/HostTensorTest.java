package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class HostTensorTest {

  @Test
  void theBytesOutliveTheTensor() {
    TensorView view;
    try (NDManager scope = NDManager.newBaseManager();
        NDArray array = scope.create(new float[] {1, 2, 3, 4}).reshape(2, 2)) {
      view = HostTensor.f32("w", array);
    }
    assertThat(view.shape()).containsExactly(2, 2);
    assertThat(view.bytes().asFloatBuffer()).isEqualTo(FloatBuffer.wrap(new float[] {1, 2, 3, 4}));
  }

  @Test
  void theTensorStaysUsable() {
    try (NDManager scope = NDManager.newBaseManager();
        NDArray array = scope.create(new float[] {1, 2})) {
      HostTensor.f32("w", array);
      assertThat(array.toFloatArray()).containsExactly(1, 2);
    }
  }
}
