package io.emend.model.weights;

import io.emend.model.weights.WeightSpec.Presence;
import io.emend.model.weights.WeightSpec.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights of a part or of a whole model by canonical name, in the order of their parts. */
public final class WeightTable {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final Map<String, WeightSpec> specs = new LinkedHashMap<>();

  /** Those of all parts. */
  public static WeightTable of(List<WeightTable> parts) {
    WeightTable whole = new WeightTable();
    parts.forEach(part -> whole.specs.putAll(part.specs));
    return whole;
  }

  public WeightTable add(String name, Role role, Presence presence, long... shape) {
    specs.put(name, new WeightSpec(name, shape, role, presence));
    return this;
  }

  /** A linear layer: {@code name.weight} (out, in), and {@code name.bias} (out) if it has one. */
  public WeightTable linear(String name, long out, long in, boolean bias) {
    return linear(name, out, in, bias, Presence.REQUIRED);
  }

  /** As {@link #linear(String, long, long, boolean)}, which a checkpoint may lack. */
  public WeightTable linear(String name, long out, long in, boolean bias, Presence presence) {
    add(name + WEIGHT, Role.LINEAR, presence, out, in);
    return bias ? add(name + BIAS, Role.VECTOR, presence, out) : this;
  }

  /** A table or kernel. */
  public WeightTable embedding(String name, long... shape) {
    return add(name, Role.EMBEDDING, Presence.REQUIRED, shape);
  }

  /** A scale or bias (size). */
  public WeightTable vector(String name, long size) {
    return add(name, Role.VECTOR, Presence.REQUIRED, size);
  }

  /** Scale and bias of a LayerNorm. */
  public WeightTable layerNorm(String name, long size, Presence presence) {
    add(name + WEIGHT, Role.VECTOR, presence, size);
    return add(name + BIAS, Role.VECTOR, presence, size);
  }

  public Optional<WeightSpec> get(String name) {
    return Optional.ofNullable(specs.get(name));
  }

  public Collection<WeightSpec> all() {
    return specs.values();
  }

  public List<WeightSpec> with(Presence presence) {
    return specs.values().stream().filter(spec -> spec.presence() == presence).toList();
  }

  /** Whether weight decay pulls at a weight: it does at matrices, not at tables and vectors. */
  public boolean decays(String name) {
    return get(name).filter(spec -> spec.role() == Role.LINEAR).isPresent();
  }

  /** The linear layers whose names begin so: their shapes (out, in) by name without its end. */
  public Map<String, long[]> linears(String prefix) {
    Map<String, long[]> linears = new LinkedHashMap<>();
    for (WeightSpec spec : specs.values()) {
      if (spec.role() == Role.LINEAR
          && spec.name().startsWith(prefix)
          && spec.name().endsWith(WEIGHT)) {
        String layer = spec.name().substring(0, spec.name().length() - WEIGHT.length());
        linears.put(layer, spec.shape());
      }
    }
    return linears;
  }
}
