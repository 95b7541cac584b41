package io.emend.training.dpo;

import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import io.emend.training.RunCheckpoints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Log-probabilities of all responses under the model that training began with: those of the
 * training pairs, then those of the evaluation pairs. Computed once and stored with the job.
 */
record ReferenceLogps(float[] chosen, float[] rejected) {

  static ReferenceLogps of(int pairs) {
    return new ReferenceLogps(new float[pairs], new float[pairs]);
  }

  /**
   * @param digest of the data; what is stored of other data is not taken
   */
  static Optional<ReferenceLogps> load(Path folder, String digest, int pairs) {
    if (!Files.exists(folder.resolve(Checkpoint.SINGLE))) {
      return Optional.empty();
    }
    try (Checkpoint stored = Checkpoint.open(folder)) {
      if (!stored.names().contains(digest)) {
        return Optional.empty();
      }
      ReferenceLogps logps = of(pairs);
      stored.tensor(digest).bytes().asFloatBuffer().get(logps.chosen).get(logps.rejected);
      return Optional.of(logps);
    }
  }

  void save(Path folder, String digest) {
    long[] shape = {2, chosen.length};
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * chosen.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(chosen).put(rejected);
    TensorView tensor = new TensorView(digest, TensorType.F32, shape, bytes);
    RunCheckpoints.folder(folder, "");
    SafetensorsWriter.write(folder.resolve(Checkpoint.SINGLE), Map.of(digest, tensor));
  }

  /** Takes what the model gave for pairs from {@code first} on: chosen ones, then rejected ones. */
  void put(int first, float[] logps) {
    int pairs = logps.length / 2;
    System.arraycopy(logps, 0, chosen, first, pairs);
    System.arraycopy(logps, pairs, rejected, first, pairs);
  }

  /** (2B): those of chosen responses, then those of rejected ones. */
  float[] of(int[] pairs) {
    float[] logps = new float[2 * pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      logps[i] = chosen[pairs[i]];
      logps[pairs.length + i] = rejected[pairs[i]];
    }
    return logps;
  }
}
