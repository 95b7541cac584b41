package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.option.ServerOptions;
import io.emend.correction.CorrectionRequest;
import io.emend.correction.CorrectionResponse;
import io.emend.correction.CorrectionService;
import io.emend.error.EmendException;
import io.emend.inference.InferenceRequest;
import io.emend.inference.InferenceResponse;
import io.emend.inference.InferenceService;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.image.ImageStore;
import io.emend.model.image.ImageType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one question about one picture. */
@Command(
    name = "ask",
    description = "Ask a question about an image.",
    mixinStandardHelpOptions = true)
public final class AskCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Image file.")
  Path image;

  @Parameters(index = "1", paramLabel = "QUESTION", description = "Question about the image.")
  String question;

  @Option(names = "--option", paramLabel = "TEXT", description = "Answer option; may be repeated.")
  List<String> options = List.of();

  @Option(
      names = "--correct",
      description = "Run a second turn in which the model reviews its answer.")
  boolean correct;

  @Option(
      names = "--fail-without-answer",
      description = "Exit with code 1 if the response has no parsable answer.")
  boolean failWithoutAnswer;

  @Mixin ServerOptions servers;

  @Spec CommandSpec spec;

  private final ServingModel model;
  private final ImageStore images;
  private final InferenceService inference;
  private final CorrectionService correction;
  private final ObjectMapper json;

  AskCommand(
      ServingModel model,
      ImageStore images,
      InferenceService inference,
      CorrectionService correction,
      ObjectMapper json) {
    this.model = model;
    this.images = images;
    this.inference = inference;
    this.correction = correction;
    this.json = json;
  }

  @Override
  public Integer call() {
    byte[] picture = read();
    Optional<AskedServer> server = servers.server(json);
    boolean parsed =
        server.map(there -> askThere(there, picture)).orElseGet(() -> askHere(picture));
    return parsed || !failWithoutAnswer ? 0 : 1;
  }

  private boolean askHere(byte[] picture) {
    String id = images.put(picture).id();
    model.load();
    return correct
        ? print(correction.correct(correction(id)).await().indefinitely())
        : print(inference.infer(inference(id)).await().indefinitely());
  }

  private boolean askThere(AskedServer server, byte[] picture) {
    String image =
        "data:%s;base64,%s"
            .formatted(
                ImageType.of(picture).mediaType(), Base64.getEncoder().encodeToString(picture));
    return correct
        ? print(server.post("/v1/corrections", correction(image), CorrectionResponse.class))
        : print(server.post("/v1/inferences", inference(image), InferenceResponse.class));
  }

  private InferenceRequest inference(String picture) {
    return new InferenceRequest(picture, question, options, null, null, null);
  }

  private CorrectionRequest correction(String picture) {
    return new CorrectionRequest(picture, question, options, null, null, null, null, null, null);
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(image);
    } catch (IOException e) {
      throw EmendException.invalid("IMAGE", "must be a file that can be read", image);
    }
  }

  private boolean print(InferenceResponse response) {
    line("", response.response());
    return answer(response.answer());
  }

  private boolean print(CorrectionResponse response) {
    line("first:  ", response.initial().response());
    response.refined().forEach(answer -> line("second: ", answer.response()));
    return answer(response.refined().get(response.refined().size() - 1).answer());
  }

  /** Whether there is one. */
  private boolean answer(String found) {
    line("answer: ", found == null ? "(none found)" : found);
    return found != null;
  }

  private void line(String label, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(label + text.strip());
    out.flush();
  }
}
