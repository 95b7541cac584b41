package io.emend.model;

import ai.djl.Device;
import io.emend.model.llava.LlavaFamily;
import java.nio.file.Path;

/** Loads a model directory by its family: one line a family. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * @param id name in the API
   * @param device {@code cpu}, {@code cuda}, or {@code cuda:1}
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static LoadedModel load(String id, Path directory, Precision precision, String device) {
    ConfigNode type = ConfigNode.read(directory.resolve("config.json")).at("model_type");
    return switch (type.text("")) {
      case LlavaFamily.MODEL_TYPE ->
          new LoadedModel(
              LlavaFamily.load(id, directory, precision, device(device)),
              LlavaFamily.processor(directory));
      default -> throw type.broken("must be " + LlavaFamily.MODEL_TYPE, type.text(""));
    };
  }

  /**
   * @param name {@code cpu}, {@code cuda}, or {@code cuda:1}
   */
  public static Device device(String name) {
    return Device.fromName(name.replace("cuda:", "gpu").replace("cuda", "gpu"));
  }
}
