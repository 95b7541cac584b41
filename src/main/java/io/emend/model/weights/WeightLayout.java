package io.emend.model.weights;

import io.emend.model.weights.WeightSpec.Presence;
import java.util.Set;

/**
 * What a checkpoint must hold.
 *
 * @param family for messages
 * @param copies canonical names that a checkpoint may repeat another weight under; they are not
 *     read
 */
public record WeightLayout(
    String family, WeightTable weights, WeightNames names, Set<String> copies) {

  boolean isRead(String canonical) {
    return !names.isUnused(canonical)
        && !copies.contains(canonical)
        && weights.get(canonical).filter(spec -> spec.presence() == Presence.UNREAD).isEmpty();
  }
}
