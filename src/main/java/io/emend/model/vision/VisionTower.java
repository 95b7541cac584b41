package io.emend.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.emend.model.ModelPart;
import io.emend.model.PixelValues;
import java.util.List;

/** What makes features of pictures. Its source defines {@code encode(inputs)}. */
public interface VisionTower extends ModelPart {
  /** Canonical names of a tower's weights begin so. */
  String PREFIX = "vision_tower.";

  /**
   * One picture as its source reads it, whether in one view or several.
   *
   * @throws io.emend.error.EmendException {@code invalid_value} for a picture of another processor
   */
  List<NDArray> inputs(NDManager scope, PixelValues pixels);
}
