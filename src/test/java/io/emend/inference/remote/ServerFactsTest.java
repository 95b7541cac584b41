package io.emend.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFactsTest {

  @ParameterizedTest
  @CsvSource({
    "VLLM, base, base, true",
    "VLLM, base, base-awq, false",
    "VLLM, base, base@main, false",
    "TRANSFORMERS, /models/tiny, /models/tiny@main, true",
    "TRANSFORMERS, tiny, tiny-2, false",
    "OPENAI, gpt-4o, gpt-4o-2024-08-06, true",
    "OPENAI, gpt-4o, gpt-4o-mini, false",
    "OPENAI, gpt-4o, gpt-4, false",
  })
  void anAnswerIsOfTheModelThatWasAsked(Flavor flavor, String asked, String said, boolean same) {
    ServerFacts facts = new ServerFacts(flavor, null, asked, null, Map.of());
    assertThat(facts.isOf(asked, said)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "google/gemma-3-4b-it, gemma-3-4b-it",
    "/models/tiny/, tiny",
    "qwen2.5vl:7b, qwen2.5vl-7b",
  })
  void aModelBearsTheLastPartOfItsName(String served, String name) {
    assertThat(ServerFacts.nameOf(served)).isEqualTo(name);
  }
}
