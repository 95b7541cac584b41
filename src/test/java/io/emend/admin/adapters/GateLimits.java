package io.emend.admin.adapters;

/** Limits without a configuration. */
record GateLimits(double promotionPValue, double promotionHarmRise) implements AdminConfig {
  static final GateLimits DEFAULTS = new GateLimits(0.05, 0);
}
