package io.emend.training.dpo;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.weights.GoldenTensors;
import java.nio.FloatBuffer;

/** The adapter that the goldens were made with. */
final class GoldenAdapter {
  private GoldenAdapter() {}

  static void load(PreferenceModel model) {
    GoldenTensors golden =
        new GoldenTensors(DpoGolden.FOLDER.resolve("adapter").resolve(PeftWriter.WEIGHTS));
    model
        .parameters()
        .forEach(
            (name, array) -> {
              float[][] rows = golden.rows("base_model.model.model." + name);
              FloatBuffer values = FloatBuffer.allocate(rows.length * rows[0].length);
              for (float[] row : rows) {
                values.put(row);
              }
              try (NDManager scope = model.manager().newSubManager()) {
                scope.create(values.array(), new Shape(rows.length, rows[0].length)).copyTo(array);
              }
            });
  }
}
