package io.emend.model.connector;

import io.emend.model.weights.WeightSpec.Presence;
import io.emend.model.weights.WeightTable;
import java.util.List;
import java.util.Map;

/**
 * One linear layer, or two with an activation between them where a checkpoint has the second,
 * {@code projector.py}.
 *
 * @param in channels of the tower's features
 * @param out hidden size of the text model
 */
public record Projector(int in, int out, String activation, boolean bias) implements Connector {

  @Override
  public List<String> sources() {
    return List.of("projector.py");
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("projector_prefix", PREFIX, "projector_activation", activation);
  }

  @Override
  public WeightTable weights() {
    return new WeightTable()
        .linear(PREFIX + "linear_1", out, in, bias)
        .linear(PREFIX + "linear_2", out, out, bias, Presence.OPTIONAL);
  }

  @Override
  public int tokens(int features) {
    return features;
  }
}
