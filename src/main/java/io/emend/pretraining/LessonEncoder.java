package io.emend.pretraining;

import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.scenes.Scene;
import io.emend.scenes.lesson.Lesson;
import io.emend.scenes.lesson.LessonPart;
import io.emend.scenes.lesson.LessonPart.Speaker;
import io.emend.scenes.lesson.PatchLabels;
import io.emend.scenes.picture.ScenePainter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lessons to token ids and labels, in the form of the bundled model's chat template. Written out
 * here, since rendering a template for each lesson would cost more than the training step.
 */
public final class LessonEncoder {
  private final Processor processor;
  private final ScenePainter painter = new ScenePainter();
  private final int[] user;
  private final int[] assistant;
  private final int[] end;
  private final int[] image;

  public LessonEncoder(Processor processor, int imageTokens) {
    this.processor = processor;
    this.user = processor.encode("<|user|>");
    this.assistant = processor.encode("<|assistant|>");
    this.end = processor.encode("<|end|>");
    this.image = new int[imageTokens];
    Arrays.fill(image, processor.encode("<image>")[0]);
  }

  SftExample text(Lesson lesson) {
    return encode(lesson, Optional.empty());
  }

  SftExample pictured(Lesson lesson, Scene scene) {
    return encode(lesson, Optional.of(pixels(scene)));
  }

  /** Each image token is to say what its patch shows. */
  AlignmentBatch aligned(List<Scene> scenes) {
    int[][] aspects =
        PatchLabels.ASPECTS.stream()
            .map(words -> words.stream().mapToInt(this::id).toArray())
            .toArray(int[][]::new);
    int[][][] labels = scenes.stream().map(PatchLabels::of).toArray(int[][][]::new);
    return new AlignmentBatch(scenes.stream().map(this::pixels).toList(), aspects, labels);
  }

  private int id(String word) {
    return processor.encode(" " + word)[0];
  }

  private SftExample encode(Lesson lesson, Optional<PixelValues> picture) {
    Sequence sequence = new Sequence();
    Speaker speaker = null;
    for (LessonPart part : lesson.parts()) {
      boolean turns = part.speaker() != speaker;
      if (turns && speaker != null) {
        sequence.add(end, speaker == Speaker.ASSISTANT && sequence.learning);
      }
      boolean shows = speaker == null && picture.isPresent();
      if (turns) {
        sequence.add(part.speaker() == Speaker.USER ? user : assistant, false);
      }
      if (shows) {
        sequence.add(image, false);
      }
      sequence.add(processor.encode((shows ? "\n" : "") + part.text()), part.learned());
      speaker = part.speaker();
    }
    sequence.add(end, sequence.learning);
    return sequence.example(picture);
  }

  private PixelValues pixels(Scene scene) {
    return processor.preprocess(painter.paint(scene), "");
  }

  /** Ids and, one position before each, what is to be said there. */
  private static final class Sequence {
    private int[] tokens = new int[512];
    private int[] labels = IntStream.generate(() -> SftExample.IGNORED).limit(512).toArray();
    private int length;
    private boolean learning;

    void add(int[] ids, boolean learned) {
      if (length + ids.length > tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * tokens.length);
        int filled = labels.length;
        labels = Arrays.copyOf(labels, tokens.length);
        Arrays.fill(labels, filled, labels.length, SftExample.IGNORED);
      }
      for (int id : ids) {
        tokens[length] = id;
        if (learned && length > 0) {
          labels[length - 1] = id;
        }
        length++;
      }
      learning = learned;
    }

    SftExample example(Optional<PixelValues> picture) {
      return new SftExample(
          Arrays.copyOf(tokens, length), Arrays.copyOf(labels, length), picture.stream().toList());
    }
  }
}
