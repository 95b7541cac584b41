package io.emend.preference;

import io.emend.correction.Outcome;
import io.emend.storage.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Samples to test with: right answers are A, wrong ones B. */
public final class Samples {
  public static final RecordedSampling SAMPLING = new RecordedSampling(0.7, 1, 0, 0, 1, 64);
  public static final DatasetLineage LINEAGE =
      new DatasetLineage("test", "emend-tiny", null, "Look again.", SAMPLING, 1L, null);

  private Samples() {}

  public static LabelledCorrection of(String id, Outcome outcome) {
    return of(id, outcome, "color", Sha256.of(id), "What is it? " + id);
  }

  /** About one picture. */
  public static LabelledCorrection of(
      String id, Outcome outcome, String category, String image, String question) {
    return of(id, outcome, category, List.of(image), question);
  }

  public static LabelledCorrection of(
      String id, Outcome outcome, String category, List<String> images, String question) {
    boolean first = outcome == Outcome.RIGHT_RIGHT || outcome == Outcome.RIGHT_WRONG;
    boolean second = outcome == Outcome.RIGHT_RIGHT || outcome == Outcome.WRONG_RIGHT;
    return with(
        id, outcome, category, asked(images, question), turn("First", first), turn("Then", second));
  }

  /** What is asked about which pictures. */
  public record Asked(List<String> images, AskedQuestion question) {}

  /** About one picture. */
  public static Asked asked(String image, String question) {
    return asked(List.of(image), question);
  }

  private static Asked asked(List<String> images, String question) {
    List<String> options = List.of("red", "blue");
    String prompt = question + "\nA. red\nB. blue\nAnswer.";
    return new Asked(images, new AskedQuestion(question, options, null, prompt));
  }

  public static LabelledCorrection with(
      String id,
      Outcome outcome,
      String category,
      Asked asked,
      RecordedTurn initial,
      RecordedTurn refined) {
    return new LabelledCorrection(
        id,
        "test",
        category,
        PictureIds.one(asked.images()),
        PictureIds.several(asked.images()),
        asked.question(),
        "A",
        initial,
        refined,
        outcome,
        new SampleLineage("emend-tiny", null, "Look again.", SAMPLING, 1L));
  }

  public static RecordedTurn turn(String word, boolean right) {
    String letter = right ? "A" : "B";
    return new RecordedTurn(word + " ## " + letter + " ##", letter);
  }

  /** Samples whose outcomes, categories, pictures and questions are drawn from a seed. */
  public static List<LabelledCorrection> drawn(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                of(
                    "s" + i,
                    Outcome.of(random.nextBoolean(), random.nextBoolean()),
                    "category-" + random.nextInt(3),
                    Sha256.of("picture-" + random.nextInt(count / 3)),
                    "Which? " + random.nextInt(3)))
        .toList();
  }

  public static List<LabelledCorrection> shuffled(List<LabelledCorrection> samples, long seed) {
    List<LabelledCorrection> copy = new ArrayList<>(samples);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }
}
