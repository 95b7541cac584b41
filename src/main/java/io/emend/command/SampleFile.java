package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.SampleRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was said to each sample of an evaluation, as a file with a JSON object a line. */
final class SampleFile {
  private SampleFile() {}

  /** {@code scores.samples.jsonl} of {@code scores.json}. */
  static Path beside(Path scores) {
    String name = String.valueOf(scores.getFileName());
    return scores.resolveSibling(name.replaceFirst("(?<=.)\\.[^.]*$", "") + ".samples.jsonl");
  }

  /** Grouped by model, in the order of the source; failed samples come last. */
  static void write(Path file, List<EvaluationResult> results) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (EvaluationResult result : results) {
        for (SampleRow row : SampleRow.of(result).toList()) {
          lines.write(json.writeValueAsString(row));
          lines.write('\n');
        }
      }
    }
  }
}
