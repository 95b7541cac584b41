package io.emend.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferencesTest {

  @Test
  void onePictureIsAnImage() {
    assertThat(ImageReferences.of(List.of("a"))).isEqualTo(new ImageReferences("a", null));
  }

  @Test
  void severalPicturesAreImages() {
    assertThat(ImageReferences.of(List.of("a", "b")))
        .isEqualTo(new ImageReferences(null, List.of("a", "b")));
  }

  @Test
  void bothFieldsAreRefused() {
    assertThatThrownBy(() -> new ImageReferences("a", List.of("b")))
        .hasMessage("images must be left out where image is given, was [b]");
  }

  @Test
  void neitherFieldIsRefused() {
    assertThatThrownBy(() -> new ImageReferences(null, null))
        .hasMessage("image must be an id or a URL, or left out where images is given, was null");
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatThrownBy(() -> new ImageReferences(" ", null))
        .hasMessage("image must be an id or a URL, was  ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anEmptyNameAmongSeveralIsNamedByItsPlace(int place) {
    String[] names = {"a", "b", "c"};
    names[place] = null;
    assertThatThrownBy(() -> new ImageReferences(null, Arrays.asList(names)))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> assertThat(e.details()).containsEntry("field", "images[" + place + "]"))
        .hasMessage("images[" + place + "] must be an id or a URL, was null");
  }
}
