package io.emend.model.weights;

import java.util.stream.LongStream;

/**
 * A weight that a part of a model has.
 *
 * @param name canonical name, such as {@code language_model.norm.weight}
 */
public record WeightSpec(String name, long[] shape, Role role, Presence presence) {

  /** What a weight does, which says how it is trained. */
  public enum Role {
    /** Matrix of a linear layer, (out, in): decays, and an adapter may stand beside it. */
    LINEAR,
    /** Table or kernel that is read by index or position; an output head as well. */
    EMBEDDING,
    /** Scale or bias. */
    VECTOR
  }

  /** Whether a checkpoint must have it. */
  public enum Presence {
    REQUIRED,
    OPTIONAL,
    /** Transformers' classes have it, and nothing here reads it. */
    UNREAD
  }

  /** Of its numbers. */
  public long count() {
    return LongStream.of(shape).reduce(1, (a, b) -> a * b);
  }
}
