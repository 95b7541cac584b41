package io.emend.collection;

import io.emend.preference.LabelledCorrection;
import io.smallrye.mutiny.Uni;

/** What a collection asks: an answer, a review, another answer, held against the reference. */
public interface CorrectionClient {

  /** Whether anybody answers what is asked from here: this server, or functions behind a broker. */
  boolean isAnswered();

  /**
   * Name of who answers.
   *
   * @param model as in a request, null for the one in production
   * @throws io.emend.error.EmendException {@code model_not_found} or {@code model_not_ready}
   */
  String answering(String model);

  /**
   * Asks a sample and keeps its pictures.
   *
   * @return a correction that depends on the collection and the sample alone
   */
  Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample);
}
