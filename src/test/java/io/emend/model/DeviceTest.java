package io.emend.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @Test
  void theProcessorIsOne() {
    assertThat(ModelLoader.device("cpu")).isEqualTo(Device.cpu());
  }

  @Test
  void withoutANumberItIsTheFirstGpu() {
    assertThat(ModelLoader.device("cuda")).isEqualTo(Device.gpu(0));
  }

  @Test
  void aNumberNamesAGpu() {
    assertThat(ModelLoader.device("cuda:1")).isEqualTo(Device.gpu(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:1000", "CUDA", "cpu:0"})
  void anyOtherIsRefused(String name) {
    assertThatThrownBy(() -> ModelLoader.device(name))
        .hasMessageContaining("device must be cpu, cuda or cuda:NUMBER");
  }
}
