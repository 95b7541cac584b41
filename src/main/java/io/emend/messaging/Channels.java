package io.emend.messaging;

/** Names of the channels, which {@code application.properties} leads to topics. */
public final class Channels {
  public static final String REQUESTS_OUT = "requests-out";
  public static final String REQUESTS_IN = "requests-in";
  public static final String RESULTS_OUT = "results-out";
  public static final String RESULTS_IN = "results-in";

  public static final String TRAINING_OUT = "training-out";
  public static final String PROMOTIONS_OUT = "promotions-out";

  private Channels() {}
}
