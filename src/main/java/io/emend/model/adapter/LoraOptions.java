package io.emend.model.adapter;

import static io.emend.error.EmendException.require;

import java.util.List;
import java.util.Set;

/**
 * A LoRA adapter to train (Hu et al. 2021).
 *
 * @param rank r: A is (r, in), B is (out, r)
 * @param alpha the product is scaled by alpha / r
 * @param modules linear layers of the text model by their last name
 */
public record LoraOptions(int rank, double alpha, List<String> modules) {
  /** Linear layers of a text layer. */
  public static final Set<String> LINEAR =
      Set.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /** Rank 8 on the projections of attention, as in the paper. */
  public static final LoraOptions DEFAULT =
      new LoraOptions(8, 16, List.of("q_proj", "k_proj", "v_proj", "o_proj"));

  public LoraOptions {
    require(rank >= 1, "rank", "must be 1 or more", rank);
    require(alpha > 0 && Double.isFinite(alpha), "alpha", "must be over 0", alpha);
    modules = modules.stream().distinct().sorted().toList();
    require(!modules.isEmpty(), "modules", "must not be empty", modules);
    require(LINEAR.containsAll(modules), "modules", "must be of " + LINEAR, modules);
  }

  public float scale() {
    return (float) (alpha / rank);
  }
}
