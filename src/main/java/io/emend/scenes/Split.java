package io.emend.scenes;

/**
 * Which scenes are for learning, for choosing and for judging. A scene belongs to one split by its
 * signature alone, in every domain and under every seed, so splits cannot overlap.
 */
public enum Split implements Named {
  /** 18 of 20 signatures. */
  TRAIN,
  /** 1 of 20. */
  VALIDATION,
  /** 1 of 20. */
  HELD_OUT;

  private static final int BUCKETS = 20;

  static Split of(Scene scene) {
    long bucket = Long.remainderUnsigned(SceneRandom.mix(scene.signature()), BUCKETS);
    return bucket == 0 ? HELD_OUT : bucket == 1 ? VALIDATION : TRAIN;
  }
}
