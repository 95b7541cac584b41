package io.emend.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class ServedFunctionTest {

  private static FunctionsConfig config(String functions) {
    return new SmallRyeConfigBuilder()
        .withMapping(FunctionsConfig.class)
        .withDefaultValue("emend.functions", functions)
        .build()
        .getConfigMapping(FunctionsConfig.class);
  }

  @Test
  void functionsAreNamedInSmallLetters() {
    assertThat(config("admin,inference").functions())
        .containsExactlyInAnyOrder(ServedFunction.ADMIN, ServedFunction.INFERENCE);
  }

  @Test
  void anUnknownFunctionRefusesTheStart() {
    assertThatThrownBy(() -> config("inference,training"))
        .hasMessageContaining("emend.functions")
        .hasMessageContaining("training")
        .hasMessageContaining("allowed values");
  }

  @Test
  void noFunctionAtAllRefusesTheStart() {
    assertThatThrownBy(() -> config("")).hasMessageContaining("emend.functions");
  }

  @Test
  void aPathThatOnlyBeginsAlikeBelongsToNone() {
    assertThat(ServedFunction.at("/v1/imageset")).isEmpty();
  }
}
