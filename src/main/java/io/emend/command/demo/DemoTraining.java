package io.emend.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.collection.CollectionCounts;
import io.emend.collection.CollectionRequest;
import io.emend.command.AdminClient;
import io.emend.command.terminal.CollectionBar;
import io.emend.command.terminal.StepBar;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.operation.job.TrainingJobRequest;
import io.emend.training.job.Hyperparameters;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** The demo's first half: from questions to adapters. */
final class DemoTraining {
  private static final String COLLECTIONS = "/admin/v1/collections";
  private static final String JOBS = "/admin/v1/training-jobs";

  private final AdminClient admin;

  DemoTraining(AdminClient admin) {
    this.admin = admin;
  }

  /** What there is to learn from. */
  record Lesson(String dataset, int samples, int pairs) {}

  /**
   * Has the base model answer twice, or goes on with what a demo that was stopped had begun.
   *
   * @param anew whether what has been collected before is left alone
   */
  Lesson collect(int questions, long seed, boolean anew) {
    CollectionRequest request = request(questions, seed);
    String id =
        begun(request, anew).orElseGet(() -> admin.post(COLLECTIONS, request)).path("id").asText();
    JsonNode collected;
    try (CollectionBar bar = new CollectionBar(OptionalLong.empty())) {
      collected =
          admin.await(
              COLLECTIONS + "/" + id,
              now ->
                  bar.show(
                      now.path("done").asLong(),
                      (long) questions,
                      admin.as(now, CollectionCounts.class)));
    }
    String dataset = collected.path("dataset").asText();
    JsonNode counts = admin.get("/admin/v1/datasets/" + dataset).path("counts");
    return new Lesson(dataset, counts.path("samples").asInt(), counts.path("pairs").asInt());
  }

  private static CollectionRequest request(int questions, long seed) {
    return new CollectionRequest(
        "demo-" + seed,
        "scenes:crowded/train?seed=" + seed,
        null,
        questions,
        seed,
        DemoRecipe.SAMPLING,
        ModelReference.BUNDLED,
        1,
        null);
  }

  private Optional<JsonNode> begun(CollectionRequest request, boolean anew) {
    return StreamSupport.stream(admin.get(COLLECTIONS).path("data").spliterator(), false)
        .filter(one -> one.path("name").asText().equals(request.name()))
        .filter(one -> one.path("limit").asInt() == request.limit())
        .filter(one -> goesOn(one.path("state").asText(), anew))
        .findFirst();
  }

  private static boolean goesOn(String state, boolean anew) {
    return switch (state) {
      case "queued", "running" -> true;
      case "succeeded" -> !anew;
      default -> false;
    };
  }

  /** What was made of a lesson: ids of adapters. */
  record Adapters(String dpo, String sft) {}

  /** Trains the adapter and, beside it, the control. */
  Adapters adapters(Lesson lesson, long seed) {
    String dpo = start(lesson, "dpo", DemoRecipe.dpo(seed));
    String sft = start(lesson, "sft", DemoRecipe.sft(seed));
    try (StepBar bar = new StepBar("dpo")) {
      admin.await(JOBS + "/" + dpo, bar::show);
    }
    try (StepBar bar = new StepBar("sft")) {
      admin.await(JOBS + "/" + sft, bar::show);
    }
    return new Adapters(dpo, sft);
  }

  private String start(Lesson lesson, String method, Hyperparameters settings) {
    TrainingJobRequest request =
        new TrainingJobRequest(
            lesson.dataset(),
            ModelReference.BUNDLED,
            method,
            settings,
            null,
            null,
            "demo " + method,
            null);
    String key = String.join(" ", "demo", method, lesson.dataset());
    return admin.post(JOBS, request, key).path("id").asText();
  }
}
