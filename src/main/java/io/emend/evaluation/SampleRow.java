package io.emend.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import java.util.stream.Stream;

/**
 * What a model made of one sample, for those who count again.
 *
 * @param place of one that failed, in its file
 * @param options how many there were; 0 for an open question
 * @param expected the right option's letter, or the right answer of an open question
 * @param refined null without a second turn
 * @param outcome null without a second turn
 * @param failure why it could not be asked; such a row has an id and a place alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SampleRow(
    String model,
    String id,
    String place,
    String category,
    String group,
    Integer options,
    String expected,
    Said initial,
    Said refined,
    String outcome,
    String failure) {

  /**
   * What a turn said.
   *
   * @param answer null when unparsed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Said(String response, String answer, boolean correct) {}

  /** Of all samples, in the order of the source; those that failed come last. */
  public static Stream<SampleRow> of(EvaluationResult result) {
    return Stream.concat(
        result.samples().stream().map(sample -> of(result.model(), sample)),
        result.failures().stream().map(failure -> of(result.model(), failure)));
  }

  private static SampleRow of(String model, ScoredSample sample) {
    return new SampleRow(
        model,
        sample.id(),
        null,
        sample.category(),
        sample.group(),
        sample.options(),
        sample.expected(),
        said(sample.initial(), sample.initialRight()),
        sample.refined() == null ? null : said(sample.refined(), sample.refinedRight()),
        sample.outcome() == null ? null : sample.outcome().word(),
        null);
  }

  private static Said said(Reply reply, boolean right) {
    return new Said(reply.response(), reply.answer(), right);
  }

  private static SampleRow of(String model, FailedSample failed) {
    return new SampleRow(
        model,
        failed.sample(),
        failed.place(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        failed.reason());
  }
}
