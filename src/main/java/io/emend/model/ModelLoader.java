package io.emend.model;

import ai.djl.Device;
import io.emend.error.EmendException;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.family.Architecture;
import io.emend.model.family.ComposedModel;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads a model directory of whichever family. */
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
    Architecture architecture = architecture(directory);
    VisionLanguageModel model =
        ComposedModel.load(id, directory, architecture, precision, device(device));
    return new LoadedModel(model, processor(directory));
  }

  /**
   * What a model is made of; reads no weights.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static Architecture architecture(Path directory) {
    return ModelFamilies.BUILT_IN.of(directory).architecture(directory);
  }

  /**
   * The checkpoint's tokenizer, template and image processor.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static Processor processor(Path directory) {
    return ModelFamilies.BUILT_IN.of(directory).processor(directory);
  }

  /**
   * What adapters may change of a model; reads no weights.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static AdaptableLinears linears(Path directory) {
    return architecture(directory).linears();
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
