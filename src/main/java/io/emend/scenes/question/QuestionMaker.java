package io.emend.scenes.question;

import io.emend.scenes.Scene;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks one sort of question. */
interface QuestionMaker {
  /** A question with exactly one right option, or nothing where this scene allows none. */
  Optional<SceneQuestion> ask(Scene scene, RandomGenerator random);
}
