package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StopMatcherTest {

  private static String shown(String text, String... stops) {
    StopMatcher matcher = new StopMatcher(List.of(stops));
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && !matcher.stopped(); i++) {
      shown.append(matcher.add(text.substring(i, i + 1)));
    }
    return shown + (matcher.stopped() ? "" : matcher.flush());
  }

  @Test
  void withoutStopsAllTextIsShownAtOnce() {
    assertThat(new StopMatcher(List.of()).add("all of it")).isEqualTo("all of it");
  }

  @Test
  void textBeforeTheStopIsShown() {
    assertThat(new StopMatcher(List.of("END")).add("some END more")).isEqualTo("some ");
  }

  @Test
  void aStopThatComesInPiecesIsFound() {
    assertThat(shown("some END more", "END")).isEqualTo("some ");
  }

  @Test
  void aStopThatStartsAnewInsideAFalseStartIsFound() {
    assertThat(shown("xaabz", "aab")).isEqualTo("x");
    assertThat(shown("ababac!", "abac")).isEqualTo("ab");
  }

  @Test
  void theEarliestOfSeveralStopsCounts() {
    assertThat(new StopMatcher(List.of("late", "early")).add("an early late")).isEqualTo("an ");
  }

  @Test
  void aFalseStartIsShownInTheEnd() {
    assertThat(shown("some EN", "END")).isEqualTo("some EN");
  }

  @Test
  void onlyWhatCouldBeginAStopIsHeldBack() {
    StopMatcher matcher = new StopMatcher(List.of("END", "Now"));
    assertThat(matcher.add("it is EN")).isEqualTo("it is ");
    assertThat(matcher.add("N")).isEqualTo("EN");
    assertThat(matcher.flush()).isEqualTo("N");
  }

  @Test
  void anyPiecesOfOneStopGiveTheSameText() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 5_000; round++) {
      String text = word(random, 12);
      String stop = word(random, 3);
      int at = text.indexOf(stop);
      assertThat(shown(text, stop))
          .as("%s without %s", text, stop)
          .isEqualTo(at < 0 ? text : text.substring(0, at));
    }
  }

  private static String word(SplittableRandom random, int longest) {
    StringBuilder word = new StringBuilder();
    int length = 1 + random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      word.append("ab".charAt(random.nextInt(2)));
    }
    return word.toString();
  }
}
