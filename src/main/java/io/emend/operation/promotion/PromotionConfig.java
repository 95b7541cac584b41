package io.emend.operation.promotion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an adapter must show before it goes into production. */
@ConfigMapping(prefix = "emend.admin")
public interface PromotionConfig {

  /** A gain's p-value must be below; at 0.05, one of 20 that gain nothing passes by chance. */
  @WithDefault("0.05")
  double promotionPValue();

  /** Points by which the harm rate may rise; more lets second turns spoil more right answers. */
  @WithDefault("0")
  double promotionHarmRise();
}
