package io.emend.model.weights;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

/** A tensor of a device as bytes in the machine's memory. */
public final class HostTensor {
  private HostTensor() {}

  /**
   * Copies it. DJL's own copy from a GPU would live as long as the tensor's manager.
   *
   * @param array f32, of any shape
   */
  public static TensorView f32(String name, NDArray array) {
    if (array.getDevice().equals(Device.cpu())) {
      return view(name, array);
    }
    try (NDArray host = array.toDevice(Device.cpu(), true)) {
      return view(name, host);
    }
  }

  private static TensorView view(String name, NDArray array) {
    return new TensorView(name, TensorType.F32, array.getShape().getShape(), array.toByteBuffer());
  }
}
