import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.scenes.ScenePainter;
import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes pictures and questions: SceneQuestions.java FOLDER SOURCE COUNT, as questions.jsonl. */
final class SceneQuestions {
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    SceneSource source = SceneSource.open(args[1]);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      SceneSample sample = source.sample(i);
      String image = "%04d.png".formatted(i);
      Files.write(folder.resolve(image), new ScenePainter().png(sample.scene()));
      Map<String, String> line = Map.of("image", image, "prompt", sample.question().prompt());
      lines.append(new ObjectMapper().writeValueAsString(line)).append('\n');
    }
    Files.writeString(folder.resolve("questions.jsonl"), lines);
  }
}
