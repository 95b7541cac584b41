package io.emend.training;

/** How the learning rate falls after the warm-up. */
public enum Schedule {
  CONSTANT {
    @Override
    public double factor(double progress) {
      return 1;
    }
  },
  LINEAR {
    @Override
    public double factor(double progress) {
      return 1 - progress;
    }
  },
  COSINE {
    @Override
    public double factor(double progress) {
      return (1 + Math.cos(Math.PI * progress)) / 2;
    }
  };

  /**
   * What the peak rate is multiplied by.
   *
   * @param progress 0 after the warm-up, 1 at the end
   */
  public abstract double factor(double progress);
}
