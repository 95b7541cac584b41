package io.emend.training;

import ai.djl.Device;
import io.emend.model.ModelLoader;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.family.TrainableModel;
import io.emend.model.image.PixelTensor;
import io.emend.pretraining.AlignmentBatch;
import io.emend.pretraining.SequenceBatch;
import io.emend.pretraining.SftBatch;
import io.emend.pretraining.SftExample;
import io.emend.pretraining.SftListener;
import io.emend.pretraining.SftMetrics;
import io.emend.pretraining.SftOptions;
import io.emend.pretraining.SftRun;
import io.emend.pretraining.SftSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A run of a small random LLaVA on random lessons: its losses, and its weights at the end.
 *
 * @param losses of the steps that this run did
 * @param weights by canonical name, as bytes, so that equal means equal to the last bit
 */
public record SmallRun(List<Double> losses, Map<String, ByteBuffer> weights, boolean done) {
  static final Path MODEL = Path.of("src/test/resources/golden/siglip-mha-tied/model");
  private static final int IMAGE = 3;
  private static final int IMAGE_TOKENS = 16;
  private static final int SIDE = 28;
  private static final int VOCABULARY = 384;

  /** Every kind of batch by turns, evaluated and saved in the midst of it. */
  public static SftOptions options(int steps, int checkpointEvery) {
    return new SftOptions(
        steps, 0.005, 2, Schedule.COSINE, 0.9, 0.98, 0.05, 1, 7, Precision.F32, checkpointEvery, 5);
  }

  public static SftBatch mixed(int step) {
    return switch (step % 3) {
      case 0 -> pictured(step);
      case 1 -> text(step);
      default -> alignment(step);
    };
  }

  /** Two sequences of unlike length that begin with a picture. */
  public static SequenceBatch pictured(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new SequenceBatch(
        List.of(
            example(random, 12, List.of(picture(random))),
            example(random, 7, List.of(picture(random)))));
  }

  public static SequenceBatch text(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new SequenceBatch(
        List.of(example(random, 9, List.of()), example(random, 14, List.of())));
  }

  /** Two aspects of three and of two words. */
  public static AlignmentBatch alignment(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] aspects = {{IMAGE + 1, IMAGE + 2, IMAGE + 3}, {IMAGE + 4, IMAGE + 3}};
    int[][][] labels = new int[2][IMAGE_TOKENS][];
    for (int[][] picture : labels) {
      for (int token = 0; token < IMAGE_TOKENS; token++) {
        picture[token] = new int[] {random.nextInt(3), random.nextInt(2)};
      }
    }
    return new AlignmentBatch(List.of(picture(random), picture(random)), aspects, labels);
  }

  private static SftExample example(
      SplittableRandom random, int words, List<PixelValues> pictures) {
    int before = IMAGE_TOKENS * pictures.size();
    int[] tokens = new int[before + words];
    int[] labels = new int[before + words];
    for (int t = 0; t < tokens.length; t++) {
      tokens[t] = t < before ? IMAGE : random.nextInt(IMAGE + 1, VOCABULARY);
      labels[t] = SftExample.IGNORED;
    }
    System.arraycopy(tokens, before + 1, labels, before, words - 1);
    return new SftExample(tokens, labels, pictures);
  }

  private static PixelValues picture(SplittableRandom random) {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return new PixelTensor("", SIDE, SIDE, values);
  }

  /** To the end. */
  public static SmallRun of(Path directory, SftOptions options, IntFunction<SftBatch> lessons) {
    return until(Integer.MAX_VALUE, directory, options, lessons);
  }

  /** Until a step at which it is told to stop. */
  public static SmallRun until(
      int stop, Path directory, SftOptions options, IntFunction<SftBatch> lessons) {
    try (TrainableModel model = model()) {
      List<Double> losses = new ArrayList<>();
      SftRun[] run = new SftRun[1];
      Losses listener =
          (step, loss) -> {
            losses.add(loss);
            if (step == stop) {
              run[0].stop();
            }
          };
      run[0] = new SftRun(model, new Lessons(lessons), options, directory, listener);
      boolean done = run[0].run();
      return new SmallRun(losses, weights(model), done);
    }
  }

  public static TrainableModel model() {
    return TrainableModel.fromScratch(
        ModelLoader.architecture(MODEL), 3, Precision.F32, Device.cpu());
  }

  public static Map<String, ByteBuffer> weights(TrainableModel model) {
    Map<String, ByteBuffer> weights = new TreeMap<>();
    model.parameters().forEach((name, array) -> weights.put(name, array.toByteBuffer()));
    return weights;
  }

  private record Lessons(IntFunction<SftBatch> lessons) implements SftSource {

    @Override
    public SftBatch batch(int step) {
      return lessons.apply(step);
    }

    @Override
    public Map<String, SftBatch> validation() {
      return Map.of("pictured", pictured(-1), "alignment", alignment(-1));
    }
  }

  /** A listener that hears of losses alone. */
  private interface Losses extends SftListener {
    void heard(int step, double loss);

    @Override
    default void onResume(int step) {}

    @Override
    default void onStep(int step, double loss, double learningRate) {
      heard(step, loss);
    }

    @Override
    default void onMetrics(SftMetrics metrics) {}
  }
}
