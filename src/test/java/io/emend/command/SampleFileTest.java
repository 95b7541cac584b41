package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFileTest {

  @ParameterizedTest
  @CsvSource({
    "scores.json,scores.samples.jsonl",
    "out/a.b.html,out/a.b.samples.jsonl",
    "scores,scores.samples.jsonl",
    ".scores,.scores.samples.jsonl",
  })
  void theFileStandsBesideTheScores(Path scores, Path samples) {
    assertThat(SampleFile.beside(scores)).isEqualTo(samples);
  }

  @Test
  void eachSampleIsALine(@TempDir Path folder) throws IOException {
    ScoredSample sample =
        new ScoredSample("1", "all", "1", 2, "A", new Reply("So ## A ##", "A"), null);
    EvaluationResult result =
        new EvaluationResult(
            "base",
            "quiz.csv",
            EvaluationMode.DIRECT,
            0,
            List.of(sample),
            List.of(new FailedSample("2", "line 3", "the picture is torn")));
    Path file = folder.resolve("scores.samples.jsonl");
    SampleFile.write(file, List.of(result));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"model\":\"base\",\"id\":\"1\",\"category\":\"all\",\"group\":\"1\",\"options\":2,"
                + "\"expected\":\"A\",\"initial\":{\"response\":\"So ## A ##\",\"answer\":\"A\","
                + "\"correct\":true}}",
            "{\"model\":\"base\",\"id\":\"2\",\"place\":\"line 3\","
                + "\"failure\":\"the picture is torn\"}");
  }
}
