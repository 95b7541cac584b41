package io.emend;

/**
 * How long outages last and how much work a test does. {@code mvn verify} takes what proves a thing
 * at all; the Maven profile {@code soak} takes the full length, for a night.
 */
public final class Soak {
  public static final boolean ON = Boolean.getBoolean("test.soak");

  private Soak() {}

  public static int length(int full, int brief) {
    return ON ? full : brief;
  }
}
