package io.emend.evaluation.source;

import io.emend.inference.Question;
import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import io.emend.scenes.picture.ScenePainter;
import io.emend.scenes.question.SceneQuestion;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Synthetic scenes, without end. */
final class ScenesLabelledSource implements LabelledSource {
  private final SceneSource source;
  private final ScenePainter painter = new ScenePainter();

  ScenesLabelledSource(String name) {
    this.source = SceneSource.open(name);
  }

  @Override
  public Stream<LabelledSample> samples() {
    return LongStream.iterate(0, i -> i + 1).mapToObj(source::sample).map(this::labelled);
  }

  @Override
  public boolean endless() {
    return true;
  }

  private LabelledSample labelled(SceneSample sample) {
    SceneQuestion question = sample.question();
    return new LabelledSample(
        sample.id(),
        question.kind().name().toLowerCase(Locale.ROOT),
        painter.png(sample.scene()),
        new Question(question.question(), question.options(), null),
        Question.letter(question.answer()));
  }
}
