package io.emend.scenes;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.scenes.question.QuestionGenerator;
import io.emend.scenes.question.QuestionKind;
import io.emend.scenes.question.SceneQuestion;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An endless row of scenes with questions, read by index in any order. Kinds of questions take
 * turns. Thread-safe.
 */
public record SceneSource(Domain domain, Split split, long seed) {
  private static final Pattern NAME =
      Pattern.compile("(?:scenes:)?([a-z-]+)/([a-z-]+)(?:\\?seed=(\\d{1,18}))?");

  /** Streams of random numbers of one index, so that no draw of one shifts the other. */
  private enum Purpose {
    SAMPLE,
    SCENE,
    LESSON
  }

  public SceneSource {
    if (seed < 0) {
      throw EmendException.invalid("seed", "must not be negative", seed);
    }
  }

  /**
   * The source of a name.
   *
   * @param name such as {@code plain/train?seed=1}, with or without {@code scenes:} before it; the
   *     seed is 0 where it is left out
   * @throws EmendException {@code source_invalid} where there is no such source
   */
  public static SceneSource open(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw refused(name);
    }
    return new SceneSource(
        named(Domain.values(), parts.group(1)).orElseThrow(() -> refused(name)),
        named(Split.values(), parts.group(2)).orElseThrow(() -> refused(name)),
        parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
  }

  private static <E extends Named> Optional<E> named(E[] values, String word) {
    return Stream.of(values).filter(value -> value.word().equals(word)).findFirst();
  }

  private static EmendException refused(String name) {
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        "a scene source is DOMAIN/SPLIT?seed=N with domain plain or crowded and split train,"
            + " validation or held-out, was "
            + name,
        Map.of("source", name));
  }

  /** For example {@code scenes:plain/held-out?seed=0}. */
  public String name() {
    return "scenes:" + domain.word() + "/" + split.word() + "?seed=" + seed;
  }

  /** The question at an index: of the kind whose turn it is, about a scene that allows it. */
  public SceneSample sample(long index) {
    QuestionGenerator questions = new QuestionGenerator();
    RandomGenerator random = random(Purpose.SAMPLE, index);
    QuestionKind[] kinds = QuestionKind.values();
    QuestionKind kind = kinds[Math.floorMod(index, kinds.length)];
    while (true) {
      Scene scene = scene(random);
      Optional<SceneQuestion> question = questions.ask(scene, kind, random);
      if (question.isPresent()) {
        return new SceneSample(name() + "#" + index, scene, question.get());
      }
    }
  }

  /** A scene at an index, to be captioned or labelled; not the one of {@link #sample}. */
  public Scene scene(long index) {
    return scene(random(Purpose.SCENE, index));
  }

  /** As {@link #scene(long)}, with so many objects: few for the first lessons, say. */
  public Scene scene(long index, Range objects) {
    RandomGenerator random = random(Purpose.SCENE, index);
    Scene scene = scene(random);
    while (!objects.contains(scene.objects().size())) {
      scene = scene(random);
    }
    return scene;
  }

  /** Random numbers for what is said about the scene at an index. */
  public RandomGenerator random(long index) {
    return random(Purpose.LESSON, index);
  }

  private RandomGenerator random(Purpose purpose, long index) {
    if (index < 0) {
      throw EmendException.invalid("index", "must not be negative", index);
    }
    return SceneRandom.of(domain.ordinal(), split.ordinal(), seed, purpose.ordinal(), index);
  }

  /** Redraws until a scene belongs to this split. */
  private Scene scene(RandomGenerator random) {
    SceneGenerator generator = new SceneGenerator(domain.style());
    Scene scene = generator.scene(random);
    while (Split.of(scene) != split) {
      scene = generator.scene(random);
    }
    return scene;
  }
}
