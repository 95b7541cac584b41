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
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.image.EachImage;
import io.emend.inference.image.ImageReferences;
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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one question about one or more pictures. */
@Command(
    name = "ask",
    description = "Ask a question about one or more images.",
    mixinStandardHelpOptions = true)
public final class AskCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Image file.")
  Path image;

  @Parameters(index = "1", paramLabel = "QUESTION", description = "Question about the image.")
  String question;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "Further image, in the order of the question; may be repeated.")
  List<Path> further = List.of();

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

  private final ModelLifecycle model;
  private final ImageStore images;
  private final InferenceService inference;
  private final CorrectionService correction;
  private final ObjectMapper json;

  AskCommand(
      ModelLifecycle model,
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
    List<byte[]> pictures =
        Stream.concat(Stream.of(image), further.stream()).map(AskCommand::read).toList();
    Optional<AskedServer> server = servers.server(json);
    boolean parsed =
        server.map(there -> askThere(there, pictures)).orElseGet(() -> askHere(pictures));
    return parsed || !failWithoutAnswer ? 0 : 1;
  }

  private boolean askHere(List<byte[]> pictures) {
    InferenceRequest request =
        request(EachImage.ofQuestion(pictures, picture -> images.put(picture).id()));
    model.load();
    return correct
        ? print(correction.correct(CorrectionRequest.of(request)).await().indefinitely())
        : print(inference.infer(request).await().indefinitely());
  }

  private boolean askThere(AskedServer server, List<byte[]> pictures) {
    InferenceRequest request = request(EachImage.ofQuestion(pictures, AskCommand::dataUrl));
    return correct
        ? print(
            server.post("/v1/corrections", CorrectionRequest.of(request), CorrectionResponse.class))
        : print(server.post("/v1/inferences", request, InferenceResponse.class));
  }

  private static String dataUrl(byte[] picture) {
    String base64 = Base64.getEncoder().encodeToString(picture);
    return "data:%s;base64,%s".formatted(ImageType.of(picture).mediaType(), base64);
  }

  private InferenceRequest request(List<String> pictures) {
    ImageReferences references = ImageReferences.of(pictures);
    return new InferenceRequest(
        references.image(), references.images(), question, options, null, null, null);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw EmendException.invalid("IMAGE", "must be a file that can be read", file);
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
