package io.emend.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.DatasetVersion;
import io.emend.preference.QuestionDigest;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file of questions about two pictures to an adapter that is held against its base. */
@Timeout(900)
class SeveralPicturesTrainingIT {
  private static final int QUESTIONS = 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;
  private Path quiz;
  private ObjectStore store;

  /** The question is about the first picture of a row; no row has a picture of another. */
  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(scratch.resolve("pictures"));
    quiz = scratch.resolve("quiz.jsonl");
    store = new FileObjectStore(scratch.resolve("store"));
    StringBuilder rows = new StringBuilder();
    try (Stream<LabelledSample> samples =
        LabelledSource.open("scenes:plain/train?seed=3").samples().limit(2 * QUESTIONS)) {
      List<LabelledSample> drawn = samples.toList();
      for (int i = 0; i < QUESTIONS; i++) {
        rows.append(row(i, drawn.get(2 * i), drawn.get(2 * i + 1))).append('\n');
      }
    }
    Files.writeString(quiz, rows);
  }

  private String row(int number, LabelledSample asked, LabelledSample beside) throws IOException {
    ObjectNode row = JSON.createObjectNode().put("id", "q" + number);
    row.putArray("images").add(picture(number, "a", asked)).add(picture(number, "b", beside));
    row.put("question", asked.question().text()).put("answer", asked.answer());
    asked.question().options().forEach(row.withArray("options")::add);
    return row.toString();
  }

  private String picture(int number, String which, LabelledSample sample) throws IOException {
    String name = "pictures/" + number + which + ".png";
    Files.write(scratch.resolve(name), sample.images().get(0));
    return name;
  }

  private String run(String... arguments) throws IOException {
    ProcessBuilder command = PackagedApp.with(arguments);
    command.environment().put("EMEND_STORAGE_PATH", scratch.resolve("store").toString());
    Finished finished = Finished.run(command, scratch);
    assertThat(finished.exitCode()).as(finished.out() + finished.err()).isZero();
    return finished.out();
  }

  private JsonNode result(String... arguments) throws IOException {
    Path file = scratch.resolve("result.json");
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json=" + file;
    run(all);
    return JSON.readTree(file.toFile());
  }

  private DatasetVersion collected() throws IOException {
    run(
        "collect",
        "--name=two",
        "--source=" + quiz,
        "--temperature=1",
        "--samples-per-question=4",
        "--max-tokens=48");
    return new DatasetStore(store).open(new DatasetId("two", "v1"));
  }

  @Test
  void aFileBecomesADatasetAnAdapterAndAComparison() throws IOException {
    DatasetVersion dataset = collected();
    assertThat(dataset.samples()).hasSize(4 * QUESTIONS);
    List<PreferencePair> pairs = dataset.pairs().toList();
    assertThat(pairs).isNotEmpty().allSatisfy(this::requireTwoStored);
    JsonNode trained = result("train", "--dataset=two", "--epochs=1", "--batch=4");
    assertThat(trained.at("/metrics/rewards~1accuracies").isNumber()).isTrue();
    String adapter = trained.path("adapter").asText();
    JsonNode compared =
        result("evaluate", "--source=" + quiz, "--mode=corrected", "--compare", "base", adapter);
    int known = questions(pairs).size();
    assertThat(compared.at("/candidate/excluded").asInt()).isEqualTo(known);
    assertThat(compared.path("n").asInt()).isEqualTo(QUESTIONS - known);
    requireExport(pairs);
  }

  private void requireTwoStored(PreferencePair pair) {
    assertThat(pair.image()).isNull();
    assertThat(pair.images()).hasSize(2).allMatch(id -> store.exists(ObjectKey.image(id)));
  }

  private static Set<String> questions(List<PreferencePair> pairs) {
    return pairs.stream()
        .map(pair -> QuestionDigest.of(pair.pictures(), pair.question()))
        .collect(Collectors.toSet());
  }

  private void requireExport(List<PreferencePair> pairs) throws IOException {
    Path out = scratch.resolve("trl");
    run("export", "two", "--format=trl", "--out=" + out);
    JsonNode row =
        JSON.readTree(
            Files.readString(out.resolve("train/metadata.jsonl"), UTF_8).lines().findFirst().get());
    assertThat(row.path("images")).hasSize(2);
    assertThat(row.at("/prompt/0/content")).hasSize(3);
    for (JsonNode image : row.path("images")) {
      assertThat(out.resolve("train").resolve(image.asText())).exists();
    }
    assertThat(pairs).anyMatch(pair -> row.toString().contains(pair.images().get(1)));
  }

  @Test
  void aCommandAsksAboutSeveralPictures() throws IOException {
    String picture = scratch.resolve("pictures/0a.png").toString();
    String other = scratch.resolve("pictures/0b.png").toString();
    assertThat(run("ask", picture, "--image=" + other, "What color is the shape?", "--correct"))
        .containsPattern("first: .*\nsecond: .*\nanswer: ");
  }
}
