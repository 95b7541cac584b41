package io.emend.training;

/** How the learning rate falls after the warm-up. */
public enum Schedule {
  CONSTANT {
    @Override
    double factor(double progress) {
      return 1;
    }
  },
  LINEAR {
    @Override
    double factor(double progress) {
      return 1 - progress;
    }
  },
  COSINE {
    @Override
    double factor(double progress) {
      return (1 + Math.cos(Math.PI * progress)) / 2;
    }
  };

  /**
   * @param progress 0 after the warm-up, 1 at the end
   */
  abstract double factor(double progress);
}
