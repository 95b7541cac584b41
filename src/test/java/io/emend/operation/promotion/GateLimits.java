package io.emend.operation.promotion;

/** Limits without a configuration. */
record GateLimits(double promotionPValue, double promotionHarmRise) implements PromotionConfig {
  static final GateLimits DEFAULTS = new GateLimits(0.05, 0);
}
