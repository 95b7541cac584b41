package io.emend.model.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes an adapter as a directory that PEFT loads. */
public final class PeftWriter {
  /** The file of an adapter's weights. */
  public static final String WEIGHTS = "adapter_model.safetensors";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PeftWriter() {}

  /**
   * The configuration is written last: a directory that has one is whole.
   *
   * @throws io.emend.error.EmendException {@code model_invalid} for a value that is not finite;
   *     nothing is written then
   * @param tensors by PEFT's names, such as {@code base_model.model.….q_proj.lora_A.weight}
   */
  public static void write(Path directory, PeftConfig config, Map<String, TensorView> tensors) {
    tensors.values().forEach(PeftAdapter::requireFinite);
    try {
      Files.createDirectories(directory);
      SafetensorsWriter.write(directory.resolve(WEIGHTS), tensors);
      Path partial = directory.resolve(PeftConfig.FILE + ".partial");
      JSON.writerWithDefaultPrettyPrinter().writeValue(partial.toFile(), config);
      Files.move(partial, directory.resolve(PeftConfig.FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
