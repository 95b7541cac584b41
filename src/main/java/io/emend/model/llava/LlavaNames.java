package io.emend.model.llava;

import io.emend.model.weights.WeightNames;

/**
 * One name for each weight, whichever layout the checkpoint has. On the hub are {@code
 * language_model.model.…} with {@code vision_tower.vision_model.…}, {@code model.language_model.…}
 * with {@code model.vision_tower.vision_model.…}, and towers without {@code vision_model}.
 */
final class LlavaNames implements WeightNames {

  @Override
  public String canonical(String name) {
    return name.replaceFirst("^model\\.(?=language_model|vision_tower|multi_modal_projector)", "")
        .replaceFirst("^language_model\\.lm_head\\.", "lm_head.")
        .replaceFirst("^language_model\\.model\\.", "language_model.")
        .replaceFirst("^vision_tower\\.vision_model\\.", "vision_tower.");
  }

  @Override
  public boolean isUnused(String canonical) {
    return canonical.startsWith("vision_tower.head.")
        || canonical.startsWith("vision_tower.post_layernorm.")
        || canonical.endsWith(".position_ids")
        || canonical.endsWith(".rotary_emb.inv_freq");
  }

  /** The layout that every version of transformers' LLaVA reads. */
  @Override
  public String published(String canonical) {
    if (canonical.startsWith("lm_head.")) {
      return "language_model." + canonical;
    }
    return canonical
        .replaceFirst("^language_model\\.", "language_model.model.")
        .replaceFirst("^vision_tower\\.", "vision_tower.vision_model.");
  }

  /** That of transformers since 4.52. */
  @Override
  public String current(String canonical) {
    return "model." + canonical;
  }
}
