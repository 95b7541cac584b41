package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.preference.TokenPair;
import io.emend.model.preference.TrainingSize;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final long PLENTY = 1L << 40;
  private static final DpoOptions OPTIONS = Trainers.options(LossOptions.DEFAULT, 2);
  private static final TrainingSize SIZE = TrainingSize.of(DpoGolden.ARCHITECTURE);

  private static MemoryEstimate check(DpoOptions options, List<DpoExample> train, long available) {
    return new DpoPreflight(SIZE, options).check(new DpoData(train, List.of()), available);
  }

  private static DpoExample text(String id, int prompt, int rejected) {
    TokenPair tokens = new TokenPair(new int[prompt], new int[] {9}, new int[rejected]);
    return new DpoExample(id, tokens, List.of());
  }

  @Test
  void pairsThatFitPass() {
    assertThat(check(OPTIONS, DpoGolden.examples(), PLENTY).total()).isPositive();
  }

  @Test
  void anEmptyDatasetIsRefused() {
    assertThatThrownBy(() -> check(OPTIONS, List.of(), PLENTY))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TRAINING_DATA_EMPTY));
  }

  @Test
  void pairsThatAreTooLongAreCountedAndNamed() {
    List<DpoExample> pairs = List.of(text("short", 10, 5), text("long", SIZE.contextLength(), 5));
    assertThatThrownBy(() -> check(OPTIONS, pairs, PLENTY))
        .hasMessageContaining("1 of 2 pairs: long (" + (SIZE.contextLength() + 5) + " tokens)");
  }

  @Test
  void theLongerResponseMayEndWithTheContext() {
    DpoExample pair = text("full", SIZE.contextLength() - 5, 5);
    assertThat(check(OPTIONS, List.of(pair), PLENTY).total()).isPositive();
  }

  @Test
  void ofManyBrokenPairsAFewAreNamed() {
    List<DpoExample> pairs =
        IntStream.range(0, 20).mapToObj(i -> text("p" + i, SIZE.contextLength(), 5)).toList();
    assertThatThrownBy(() -> check(OPTIONS, pairs, PLENTY))
        .hasMessageContaining("20 of 20 pairs")
        .hasMessageNotContaining("p5");
  }

  @Test
  void aPictureWithoutItsTokensIsRefused() {
    DpoExample golden = DpoGolden.examples().get(0);
    DpoExample pair = new DpoExample("bare", text("bare", 10, 5).tokens(), golden.pictures());
    assertThatThrownBy(() -> check(OPTIONS, List.of(pair), PLENTY))
        .hasMessageContaining("image tokens must be as many as the pictures take");
  }

  @Test
  void aPairWithNoRejectedResponseIsRefused() {
    assertThatThrownBy(() -> check(OPTIONS, List.of(text("half", 10, 0)), PLENTY))
        .hasMessageContaining("rejected response must not be empty");
  }

  @Test
  void aRunThatDoesNotFitTheMemoryIsRefusedWithTheEstimate() {
    assertThatThrownBy(() -> check(OPTIONS, DpoGolden.examples(), 1 << 20))
        .hasMessageContaining("the run needs about");
  }

  @Test
  void recomputingTakesLessMemory() {
    List<DpoExample> pairs = Collections.nCopies(4, text("p", 200, 20));
    assertThat(check(Trainers.recomputing(OPTIONS), pairs, PLENTY).activations())
        .isLessThan(check(OPTIONS, pairs, PLENTY).activations());
  }
}
