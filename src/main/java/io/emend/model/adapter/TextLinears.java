package io.emend.model.adapter;

import io.emend.model.weights.WeightNames;
import java.util.List;
import java.util.Map;

/**
 * The linear layers of the text model. The tower and the connector stay as they are, so that a
 * picture's features serve all adapters.
 *
 * @param shapes (out, in) by canonical name
 */
public record TextLinears(Map<String, long[]> shapes, WeightNames names)
    implements AdaptableLinears {

  @Override
  public String canonical(String module) {
    return names.canonical(module);
  }

  @Override
  public List<String> spellings(String linear) {
    return List.of(names.current(linear), names.published(linear));
  }
}
