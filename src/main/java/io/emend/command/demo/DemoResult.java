package io.emend.command.demo;

import io.emend.command.demo.DemoTraining.Lesson;
import io.emend.evaluation.score.CategoryScore;
import io.emend.evaluation.score.Gain;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code result.json} holds.
 *
 * @param samples questions answered twice
 * @param pairs of which one answer was right
 * @param seconds of the whole demo, the build not counted
 * @param comparison of first turns on held-out crowded questions
 */
record DemoResult(
    int samples,
    int pairs,
    long seconds,
    Turns base,
    Turns trained,
    Change comparison,
    Controls controls) {

  /** Accuracies of both turns in percent, and the four outcomes. */
  record Turns(double direct, double corrected, Map<String, Long> outcomes) {

    static Turns of(CategoryScore score) {
      return new Turns(score.direct(), score.corrected(), score.outcomes());
    }
  }

  /** A gain in percentage points, with McNemar's exact p. */
  record Change(int n, double gain, double pValue) {

    static Change of(Gain gain) {
      return new Change(gain.n(), gain.gain(), gain.pValue());
    }
  }

  /**
   * What the gain is to be held against.
   *
   * @param sft training on the chosen side alone, on crowded questions
   * @param plain the trained model on questions that the base was trained for
   */
  record Controls(Change sft, Change plain) {}

  static DemoResult of(Lesson lesson, DemoFindings findings, Duration time) {
    return new DemoResult(
        lesson.samples(),
        lesson.pairs(),
        time.toSeconds(),
        Turns.of(findings.crowded().base().total()),
        Turns.of(findings.crowded().candidate().total()),
        Change.of(findings.crowded().total().direct()),
        new Controls(
            Change.of(findings.sft().total().direct()),
            Change.of(findings.plain().total().direct())));
  }
}
