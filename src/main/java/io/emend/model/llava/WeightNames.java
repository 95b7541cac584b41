package io.emend.model.llava;

/**
 * One name for each weight, whichever layout the checkpoint has. On the hub are {@code
 * language_model.model.…} with {@code vision_tower.vision_model.…}, {@code model.language_model.…}
 * with {@code model.vision_tower.vision_model.…}, and towers without {@code vision_model}.
 */
final class WeightNames {
  private WeightNames() {}

  static String canonical(String name) {
    return name.replaceFirst("^model\\.(?=language_model|vision_tower|multi_modal_projector)", "")
        .replaceFirst("^language_model\\.lm_head\\.", "lm_head.")
        .replaceFirst("^language_model\\.model\\.", "language_model.")
        .replaceFirst("^vision_tower\\.vision_model\\.", "vision_tower.");
  }

  /** Weights that checkpoints carry and that answering does not use: pooling heads and buffers. */
  static boolean isUnused(String canonical) {
    return canonical.startsWith("vision_tower.head.")
        || canonical.startsWith("vision_tower.post_layernorm.")
        || canonical.endsWith(".position_ids")
        || canonical.endsWith(".rotary_emb.inv_freq");
  }

  /** The layout that every version of transformers' LLaVA reads. */
  static String published(String canonical) {
    if (canonical.startsWith("lm_head.")) {
      return "language_model." + canonical;
    }
    return canonical
        .replaceFirst("^language_model\\.", "language_model.model.")
        .replaceFirst("^vision_tower\\.", "vision_tower.vision_model.");
  }
}
