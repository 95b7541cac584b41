package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has been read once is not read again. */
class CacheReuseTest {
  private static final int PICTURE = FakeModel.IMAGE_TOKENS;
  private final EngineBench bench = new EngineBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theSecondTurnContinuesOnTheFirstTurnsCache() {
    Prompt first = FakeProcessor.prompt("<cat>what is it");
    GenerationResult answer = bench.ask(first, greedy(20)).result();
    Prompt second = FakeProcessor.continued(first, answer.tokens(), " look again");
    GenerationResult refined = bench.ask(second, greedy(20)).result();
    assertThat(refined.cachedTokens()).isEqualTo(first.length() + answer.tokens().length - 1);
  }

  @Test
  void theSecondTurnSaysWhatItWouldSayWithoutACache() {
    Prompt first = FakeProcessor.prompt("<cat>what is it");
    GenerationResult answer = bench.ask(first, greedy(20)).result();
    Prompt second = FakeProcessor.continued(first, answer.tokens(), " look again");
    try (EngineBench fresh = new EngineBench()) {
      assertThat(bench.ask(second, greedy(20)).text())
          .isEqualTo(fresh.ask(second, greedy(20)).text());
    }
  }

  @Test
  void secondTurnsContinueOnFirstTurnsThatWereWrittenTogether() {
    bench.held();
    List<Prompt> prompts = new ArrayList<>();
    List<Heard> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      prompts.add(FakeProcessor.prompt("<cat>question " + i));
      answers.add(bench.ask(prompts.get(i), greedy(12)));
    }
    bench.letGo();
    for (int i = 0; i < 4; i++) {
      int[] written = answers.get(i).result().tokens();
      Prompt second = FakeProcessor.continued(prompts.get(i), written, " look again");
      assertThat(bench.ask(second, greedy(12)).result().cachedTokens())
          .isEqualTo(prompts.get(i).length() + written.length - 1);
    }
  }

  @Test
  void eightQuestionsAtOnceOnOnePictureReadItOnce() {
    bench.held();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      heard.add(bench.ask("<cat>" + i));
    }
    bench.letGo();
    List<Integer> cached = heard.stream().map(each -> each.result().cachedTokens()).toList();
    assertThat(cached)
        .containsExactly(0, PICTURE, PICTURE, PICTURE, PICTURE, PICTURE, PICTURE, PICTURE);
  }

  @Test
  void aPrefixInABusySlotIsCopied() {
    bench.held();
    Heard busy = bench.ask("<cat>first question");
    busy.awaitText();
    Heard other = bench.ask("<cat>second question");
    bench.letGo();
    assertThat(other.result().cachedTokens()).isEqualTo(PICTURE);
    assertThat(bench.model().cache().copies()).isEqualTo(1);
  }

  @Test
  void aConversationInAnIdleSlotOutlivesAnotherQuestionOnItsPicture() {
    Prompt first = FakeProcessor.prompt("<cat>what is it");
    GenerationResult answer = bench.ask(first, greedy(20)).result();
    bench.ask("<cat>how many").result();
    Prompt second = FakeProcessor.continued(first, answer.tokens(), " look again");
    assertThat(bench.ask(second, greedy(20)).result().cachedTokens())
        .isEqualTo(first.length() + answer.tokens().length - 1);
  }

  @Test
  void aPrefixNeverEndsInsideAPicture() {
    bench.ask("<cat>what is it").result();
    assertThat(bench.ask("<dog>what is it").result().cachedTokens()).isZero();
  }

  @Test
  void theSecondOfTwoPicturesIsReadWithTheFirst() {
    bench.ask("<cat>what is it").result();
    Heard both = bench.ask("<cat><dog>what is it");
    assertThat(both.result().cachedTokens()).isZero();
    try (EngineBench fresh = new EngineBench()) {
      assertThat(both.text()).isEqualTo(fresh.ask("<cat><dog>what is it").text());
    }
  }

  @Test
  void aPictureIsEncodedOnceForEqualDigests() {
    bench.ask("<cat>what is it").result();
    bench.ask("so <cat>what is it").result();
    bench.ask("<dog><cat>what is it").result();
    assertThat(bench.model().encoded()).containsExactly("cat", "dog");
  }

  @Test
  void aPictureTwiceInOnePromptIsEncodedOnce() {
    bench.ask("<cat><cat>are they the same").result();
    assertThat(bench.model().encoded()).containsExactly("cat");
  }

  @Test
  void featuresBeyondTheLimitAreClosed() {
    for (int i = 0; i < 20; i++) {
      bench.ask("<" + i + ">what is it").result();
    }
    bench.ask("a question without a picture").result();
    assertThat(bench.model().openFeatures()).isEqualTo(4);
  }

  @Test
  void featuresCountByTheirBytes() {
    bench.ask("<big:15><small:5><other:5>what are they").result();
    bench.ask("a question without a picture").result();
    assertThat(bench.model().openFeatures()).isEqualTo(2);
  }

  @Test
  void allFeaturesAreClosedInTheEnd() {
    bench.ask("<cat><dog>what are they").result();
    bench.engine().close();
    assertThat(bench.model().openFeatures()).isZero();
  }

  @Test
  void aPromptWithMorePicturesThanAreKeptIsRead() {
    String pictures = "<1><2><3><4><5><6><7>";
    String text = bench.ask(pictures + "compare").text();
    try (EngineBench fresh = new EngineBench()) {
      assertThat(fresh.ask(pictures + "compare").text()).isEqualTo(text);
    }
  }

  @Test
  void aLongPromptIsReadInChunksWhileOthersWrite() {
    try (EngineBench long1 = new EngineBench(new FakeModel().saying(n -> 5), EngineBench.OPTIONS)) {
      long1.held();
      Heard writing = long1.ask("first", greedy(100));
      writing.awaitText();
      Heard reading = long1.ask("a".repeat(160), greedy(1));
      long1.step(5);
      assertThat(reading.ended()).isFalse();
      long1.letGo();
      reading.result();
      List<String> steps = long1.model().steps();
      String joined = String.join(" ", steps);
      assertThat(joined).contains("prefill decode prefill decode prefill decode");
      assertThat(joined).doesNotContain("prefill prefill");
      assertThat(long1.model().prefilled()).contains(16).allMatch(length -> length <= 16);
      writing.result();
    }
  }

  @Test
  void whatAFinishedRequestReadIsCountedAsCached() {
    bench.ask("<cat>what is it").result();
    bench.ask("<cat>how many").result();
    assertThat(bench.engine().stats().cachedPromptTokens()).isEqualTo(PICTURE);
  }
}
