package io.emend.command;

import io.emend.correction.CorrectionRequest;
import io.emend.correction.CorrectionResponse;
import io.emend.correction.CorrectionService;
import io.emend.error.EmendException;
import io.emend.inference.ImageStore;
import io.emend.inference.InferenceRequest;
import io.emend.inference.InferenceResponse;
import io.emend.inference.InferenceService;
import io.emend.inference.ServingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one question about one picture. */
@Command(
    name = "ask",
    description = "Ask a question about a picture.",
    mixinStandardHelpOptions = true)
public final class AskCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "IMAGE", description = "File with the picture.")
  Path image;

  @Parameters(index = "1", paramLabel = "QUESTION")
  String question;

  @Option(names = "--option", paramLabel = "TEXT", description = "A choice; give one for each.")
  List<String> options = List.of();

  @Option(names = "--correct", description = "Have the model look again at its answer.")
  boolean correct;

  @Spec CommandSpec spec;

  private final ServingModel model;
  private final ImageStore images;
  private final InferenceService inference;
  private final CorrectionService correction;

  AskCommand(
      ServingModel model,
      ImageStore images,
      InferenceService inference,
      CorrectionService correction) {
    this.model = model;
    this.images = images;
    this.inference = inference;
    this.correction = correction;
  }

  @Override
  public Integer call() {
    String id = images.put(read()).id();
    model.load();
    if (correct) {
      print(
          correction
              .correct(
                  new CorrectionRequest(id, question, options, null, null, null, null, null, null))
              .await()
              .indefinitely());
    } else {
      print(
          inference
              .infer(new InferenceRequest(id, question, options, null, null, null))
              .await()
              .indefinitely());
    }
    return 0;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(image);
    } catch (IOException e) {
      throw EmendException.invalid("IMAGE", "must be a file that can be read", image);
    }
  }

  private void print(InferenceResponse response) {
    line("", response.response());
    line("answer: ", response.answer() == null ? "(none found)" : response.answer());
  }

  private void print(CorrectionResponse response) {
    line("first:  ", response.initial().response());
    response.refined().forEach(answer -> line("second: ", answer.response()));
    CorrectionResponse.Answer last = response.refined().get(response.refined().size() - 1);
    line("answer: ", last.answer() == null ? "(none found)" : last.answer());
  }

  private void line(String label, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(label + text.strip());
    out.flush();
  }
}
