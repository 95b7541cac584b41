package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.Words;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks about scenes. */
public final class QuestionGenerator {
  private static final int ATTEMPTS = 12;

  /** A question of a kind, or nothing where the scene allows none without ambiguity. */
  public Optional<SceneQuestion> ask(Scene scene, QuestionKind kind, RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<SceneQuestion> question = Words.pick(random, kind.makers()).ask(scene, random);
      if (question.isPresent()) {
        return question;
      }
    }
    return Optional.empty();
  }

  /** A question of one of some kinds, each as likely as it is often among them. */
  public SceneQuestion ask(Scene scene, List<QuestionKind> kinds, RandomGenerator random) {
    while (true) {
      QuestionKind kind = Words.pick(random, kinds);
      Optional<SceneQuestion> question = ask(scene, kind, random);
      if (question.isPresent()) {
        return question.get();
      }
    }
  }
}
