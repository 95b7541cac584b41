package io.emend.model;

/** A model ready for use: the thread-safe processor and the maths that one thread owns. */
public record LoadedModel(VisionLanguageModel model, Processor processor) implements AutoCloseable {

  @Override
  public void close() {
    processor.close();
    model.close();
  }
}
