package io.emend.preference.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureGroupsTest {

  @Test
  void aPictureAloneNamesItself() {
    PictureGroups groups = PictureGroups.of(List.of(List.of("b"), List.of("a")));
    assertThat(groups.nameOf("b")).isEqualTo("b");
    assertThat(groups.sizeOf("b")).isEqualTo(1);
    assertThat(groups.pictures()).isEqualTo(2);
  }

  @Test
  void picturesOfAQuestionHaveOneName() {
    PictureGroups groups = PictureGroups.of(List.of(List.of("c", "b", "d"), List.of("a")));
    assertThat(List.of("b", "c", "d")).allMatch(each -> groups.nameOf(each).equals("b"));
    assertThat(groups.sizeOf("b")).isEqualTo(3);
  }

  @Test
  void questionsThatShareAPictureHangTogetherInAnyOrder() {
    List<String> one = List.of("d", "c");
    List<String> two = List.of("b", "a");
    List<String> both = List.of("c", "b");
    for (List<List<String>> questions :
        List.of(List.of(one, two, both), List.of(both, two, one), List.of(two, both, one))) {
      assertThat(PictureGroups.of(questions).nameOf("d")).isEqualTo("a");
      assertThat(PictureGroups.of(questions).sizeOf("a")).isEqualTo(4);
    }
  }

  @Test
  void thePictureOfAQuestionThatHasItTwiceIsOne() {
    assertThat(PictureGroups.of(List.of(List.of("a", "a"))).sizeOf("a")).isEqualTo(1);
  }

  @Test
  void aLongChainIsOneGroup() {
    List<List<String>> chain =
        IntStream.range(0, 100_000)
            .mapToObj(i -> List.of(name(100_000 - i), name(99_999 - i)))
            .toList();
    PictureGroups groups = PictureGroups.of(chain);
    assertThat(groups.nameOf(name(100_000))).isEqualTo(name(0));
    assertThat(groups.sizeOf(name(0))).isEqualTo(100_001);
  }

  private static String name(int number) {
    return "%06d".formatted(number);
  }
}
