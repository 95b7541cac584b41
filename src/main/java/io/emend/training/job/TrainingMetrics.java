package io.emend.training.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What runs have reported: {@code jobs/{id}/metrics.jsonl}, a step a line, by TRL's names. */
@Singleton
public class TrainingMetrics {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectStore store;

  public TrainingMetrics(ObjectStore store) {
    this.store = store;
  }

  /**
   * @param from first step that is wanted; steps are counted from 1
   */
  public List<JsonNode> of(String id, int from) {
    byte[] content = store.get(ObjectKey.of("jobs", id, "metrics.jsonl")).orElse(new byte[0]);
    return new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(TrainingMetrics::parse)
        .filter(line -> line.path("step").asInt(-1) >= from)
        .toList();
  }

  /** The last step's; empty before the first. */
  public Optional<JsonNode> latest(String id) {
    List<JsonNode> all = of(id, 0);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** A line that was cut short has no step. */
  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
