package io.emend.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {
  private static final byte[] BYTES = HexFormat.of().parseHex("fbefbefbff00");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,++++" + "+/8A",
        "data:image/png;base64,----" + "-_8A",
        "data:image/png;charset=utf-8;base64,+++++/8A",
        "DATA:image/png;BASE64,+++++/8A",
        "data:;base64,+++++%2F8A",
        "data:;base64,%2B%2B%2B%2B%2B%2f8A",
        "data:;base64,++++\r\n+/8A "
      })
  void bytesComeInEitherAlphabet(String url) {
    assertThat(DataUrl.bytes(url)).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:;base64,/w==", "data:;base64,_w", "data:;base64,_w%3D%3D"})
  void paddingMayBeLeftOut(String url) {
    assertThat(DataUrl.bytes(url)).isEqualTo(new byte[] {(byte) 0xff});
  }

  @Test
  void nothingIsNoBytes() {
    assertThat(DataUrl.bytes("data:;base64,")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data:;base64,!!!!", "data:;base64,A", "data:;base64,+-+-", "data:;base64,%4"})
  void whatIsNoBase64IsRefused(String url) {
    assertThatThrownBy(() -> DataUrl.bytes(url))
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("image must be valid base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png,AAAA", "data:base64", "data:;base32,AAAA"})
  void whatDoesNotSayBase64IsRefused(String url) {
    assertThatThrownBy(() -> DataUrl.bytes(url))
        .hasMessageStartingWith("image must be a base64 data: URL");
  }
}
