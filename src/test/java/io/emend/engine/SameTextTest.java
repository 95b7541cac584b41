package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static io.emend.engine.EngineBench.seeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.generation.Sampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text depends on its prompt and settings and on nothing else. */
class SameTextTest {
  private static final String PROMPT = "<cat>what is in the picture and why is it there";

  private record Request(String prompt, Sampling sampling) {}

  private static List<Request> requests(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Request> requests = new ArrayList<>();
    String[] starts = {"<cat>what ", "<dog>what ", "what ", "<cat><dog>compare both and say "};
    for (int i = 0; i < count; i++) {
      String start = starts[random.nextInt(starts.length)];
      String middle = "ab ".repeat(random.nextInt(12));
      int budget = 1 + random.nextInt(30);
      Sampling sampling = random.nextBoolean() ? greedy(budget) : seeded(random.nextInt(5), budget);
      requests.add(new Request(start + middle + random.nextInt(9), sampling));
    }
    return requests;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void twoHundredRequestsAtOnceGiveTheTextsThatEachGivesAlone(long seed) {
    List<Request> requests = requests(seed, 200);
    Map<Request, String> alone = new HashMap<>();
    requests.forEach(
        each -> alone.computeIfAbsent(each, r -> EngineBench.alone(r.prompt(), r.sampling())));
    try (EngineBench bench = new EngineBench(new FakeModel(), EngineBench.options(7, 9, 200))) {
      List<Heard> heard =
          requests.stream().map(each -> bench.ask(each.prompt(), each.sampling())).toList();
      assertThat(bench.texts(heard)).isEqualTo(requests.stream().map(alone::get).toList());
    }
  }

  @Test
  void aSeededRequestGivesTheSameTextAloneAndInABatchOfEight() {
    String alone = EngineBench.alone(PROMPT, seeded(5, 60));
    try (EngineBench bench = new EngineBench().held()) {
      Heard first = bench.ask(PROMPT, seeded(5, 60));
      List<Heard> others = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        others.add(bench.ask("other question " + i, seeded(i, 60)));
      }
      bench.letGo();
      assertThat(first.text()).isEqualTo(alone);
      others.forEach(Heard::result);
    }
  }

  @Test
  void theFakeModelReallyDependsOnItsPrompt() {
    assertThat(EngineBench.alone("question a", greedy(30)))
        .isNotEqualTo(EngineBench.alone("question b", greedy(30)))
        .hasSizeGreaterThan(3);
  }

  @Test
  void anotherSeedGivesAnotherText() {
    assertThat(EngineBench.alone(PROMPT, seeded(1, 40)))
        .isNotEqualTo(EngineBench.alone(PROMPT, seeded(2, 40)));
  }

  @Test
  void aRequestAskedAgainGivesTheSameTextFromTheCache() {
    try (EngineBench bench = new EngineBench()) {
      String first = bench.ask(PROMPT).text();
      GenerationResult second = bench.ask(PROMPT).result();
      assertThat(second.text()).isEqualTo(first);
      assertThat(second.cachedTokens()).isPositive();
    }
  }

  @Test
  void eightRequestsAreDecodedTogether() {
    try (EngineBench bench = new EngineBench(new FakeModel().saying(n -> 5), EngineBench.OPTIONS)) {
      bench.held();
      List<Heard> heard = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        heard.add(bench.ask("question " + i, greedy(50)));
      }
      bench.letGo();
      heard.forEach(Heard::result);
      assertThat(bench.model().widestBatch()).isEqualTo(8);
    }
  }
}
