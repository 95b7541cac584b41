package io.emend.model;

import ai.djl.Device;
import io.emend.error.EmendException;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.llava.LlavaFamily;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads a model directory by its family: one line a family. */
public final class ModelLoader {
  private static final String CPU = "cpu";
  private static final Pattern DEVICE = Pattern.compile(CPU + "|cuda(?::(\\d{1,3}))?");

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
   * What adapters may change of a model; reads no weights.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static AdaptableLinears linears(Path directory) {
    ConfigNode type = ConfigNode.read(directory.resolve("config.json")).at("model_type");
    return switch (type.text("")) {
      case LlavaFamily.MODEL_TYPE -> LlavaFamily.linears(directory);
      default -> throw type.broken("must be " + LlavaFamily.MODEL_TYPE, type.text(""));
    };
  }

  /**
   * @param name {@code cpu}, {@code cuda}, which is the first one, or {@code cuda:1}
   */
  public static Device device(String name) {
    Matcher matcher = DEVICE.matcher(name);
    EmendException.require(matcher.matches(), "device", "must be cpu, cuda or cuda:NUMBER", name);
    if (name.equals(CPU)) {
      return Device.cpu();
    }
    return Device.gpu(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
  }
}
