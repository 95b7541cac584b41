package io.emend.model;

import io.emend.model.config.ConfigNode;
import io.emend.model.family.ModelFamily;
import io.emend.model.llava.LlavaFamily;
import java.nio.file.Path;
import java.util.List;

/** The families that there are, one line each; a checkpoint's {@code model_type} says which. */
public record ModelFamilies(List<ModelFamily> families) {
  public static final ModelFamilies BUILT_IN = new ModelFamilies(List.of(new LlavaFamily()));

  public ModelFamilies {
    families = List.copyOf(families);
  }

  /**
   * The family of a checkpoint.
   *
   * @throws io.emend.error.EmendException {@code model_invalid} where there is none
   */
  public ModelFamily of(Path directory) {
    ConfigNode type = ConfigNode.read(directory.resolve("config.json")).at("model_type");
    String name = type.text("");
    return families.stream()
        .filter(family -> family.modelType().equals(name))
        .findFirst()
        .orElseThrow(() -> type.broken("must be " + names(), name));
  }

  private String names() {
    return String.join(" or ", families.stream().map(ModelFamily::modelType).toList());
  }
}
