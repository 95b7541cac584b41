package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorViewTest {

  /** Two values, of which the first is 0. */
  private static TensorView second(TensorType type, long bits) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < type.bytes(); i++) {
      bytes.put(type.bytes() + i, (byte) (bits >> (8 * i)));
    }
    return new TensorView("w", type, new long[] {2}, bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 7F800000",
    "F32, FF800000",
    "F32, 7FC00000",
    "F32, FFC00001",
    "F16, 7C00",
    "F16, FE00",
    "BF16, FF80",
    "BF16, 7FC1",
    "F64, 7FF8000000000000"
  })
  void anInfinityOrNoNumberIsFound(TensorType type, String bits) {
    long value = Long.parseUnsignedLong(bits, 16);
    assertThat(second(type, value).firstNotFinite()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 7F7FFFFF",
    "F32, 80000001",
    "F16, 7BFF",
    "F16, FBFF",
    "BF16, 7F7F",
    "BF16, 8000",
    "F64, 7FEFFFFFFFFFFFFF",
    "I64, 7FF8000000000000",
    "U8, FF"
  })
  void everyOtherValueIsFinite(TensorType type, String bits) {
    long value = Long.parseUnsignedLong(bits, 16);
    assertThat(second(type, value).firstNotFinite()).isEmpty();
  }

  @Test
  void aTensorWithoutValuesIsFinite() {
    TensorView none = new TensorView("w", TensorType.F32, new long[] {0}, ByteBuffer.allocate(0));
    assertThat(none.firstNotFinite()).isEmpty();
  }
}
