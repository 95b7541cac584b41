package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.preference.TokenPair;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pair in one row says what its two sequences say apart. */
class PackedPairTest {
  private static final DpoExample EXAMPLE = DpoGolden.examples().get(0);
  private NDManager manager;
  private PreferenceModel model;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = DpoGolden.open(manager, Optional.of(DpoGolden.everyLinear()));
    GoldenAdapter.load(model);
  }

  @AfterEach
  void close() {
    model.close();
    manager.close();
  }

  /** Log-probabilities of chosen and rejected response. */
  private float[] logps(TokenPair pair) {
    try (NDManager scope = manager.newSubManager()) {
      float[] values = model.features(EXAMPLE.pictures().get(0).pixels().get());
      Shape shape = new Shape(values.length / model.hiddenSize(), model.hiddenSize());
      PackedPairs pairs = PackedPairs.of(scope, List.of(pair), scope.create(values, shape));
      return model.passes().evaluate(scope, pairs, stats -> stats.sum()).stats()[0];
    }
  }

  private static TokenPair alone(int[] response) {
    return new TokenPair(EXAMPLE.tokens().prompt(), response, new int[0]);
  }

  @Test
  void theChosenResponseSaysTheSameAlone() {
    float packed = logps(EXAMPLE.tokens())[0];
    assertThat(packed).isCloseTo(logps(alone(EXAMPLE.tokens().chosen()))[0], relative(packed));
  }

  @Test
  void theRejectedResponseSaysTheSameAlone() {
    float packed = logps(EXAMPLE.tokens())[1];
    assertThat(packed).isCloseTo(logps(alone(EXAMPLE.tokens().rejected()))[0], relative(packed));
  }

  @Test
  void theRejectedResponseDoesNotSeeTheChosenOne() {
    int[] other = EXAMPLE.tokens().chosen().clone();
    other[0]++;
    TokenPair changed =
        new TokenPair(EXAMPLE.tokens().prompt(), other, EXAMPLE.tokens().rejected());
    assertThat(logps(changed)[1]).isEqualTo(logps(EXAMPLE.tokens())[1]);
  }

  private static Offset<Float> relative(float value) {
    return within(Math.abs(value) * 1e-5f);
  }
}
