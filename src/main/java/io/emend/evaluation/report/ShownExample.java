package io.emend.evaluation.report;

import io.emend.evaluation.score.ScoredSample.Reply;
import io.emend.evaluation.source.LabelledSample;
import io.emend.inference.Question;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An example as the page shows it.
 *
 * @param urls of its pictures in order
 */
public record ShownExample(
    List<String> urls, String question, List<String> options, String expected, List<Said> said) {

  /** What a model answered first. */
  public record Said(String model, String response, boolean right) {}

  static ShownExample of(Example example) {
    LabelledSample sample = example.sample();
    Question question = sample.question();
    return new ShownExample(
        sample.images().stream().map(ShownExample::url).toList(),
        question.text(),
        IntStream.range(0, question.options().size())
            .mapToObj(i -> Question.letter(i) + ". " + question.options().get(i))
            .toList(),
        sample.answer(),
        List.of(
            said("base", example.base().initial(), example.base().initialRight()),
            said("candidate", example.candidate().initial(), example.candidate().initialRight())));
  }

  private static Said said(String model, Reply reply, boolean right) {
    return new Said(model, reply.response(), right);
  }

  private static String url(byte[] image) {
    return "data:" + mediaType(image) + ";base64," + Base64.getEncoder().encodeToString(image);
  }

  private static String mediaType(byte[] image) {
    return switch (image.length == 0 ? 0 : image[0] & 0xff) {
      case 0xff -> "image/jpeg";
      case 'G' -> "image/gif";
      case 'R' -> "image/webp";
      default -> "image/png";
    };
  }
}
