package io.emend.model.connector;

import static io.emend.error.EmendException.require;

import io.emend.model.weights.WeightSpec.Presence;
import io.emend.model.weights.WeightSpec.Role;
import io.emend.model.weights.WeightTable;
import java.util.List;
import java.util.Map;

/**
 * Means over squares of features, an RMSNorm with 1 + w, and a matrix, {@code average_pool.py}
 * (Gemma 3).
 *
 * @param side of the tower's square of features
 * @param pool side of the squares that become one token
 * @param in channels of the tower's features
 * @param out hidden size of the text model
 */
public record AveragePool(int side, int pool, int in, int out, double normEpsilon)
    implements Connector {

  public AveragePool {
    require(pool >= 1 && side % pool == 0, "pool", "must divide " + side, pool);
  }

  @Override
  public List<String> sources() {
    return List.of("average_pool.py");
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of(
        "projector_prefix", PREFIX, "pool_side", side, "pool_size", pool, "pool_eps", normEpsilon);
  }

  @Override
  public WeightTable weights() {
    return new WeightTable()
        .vector(PREFIX + "mm_soft_emb_norm.weight", in)
        .add(PREFIX + "mm_input_projection_weight", Role.LINEAR, Presence.REQUIRED, in, out);
  }

  @Override
  public int tokens(int features) {
    return features / (pool * pool);
  }
}
