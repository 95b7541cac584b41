package io.emend.model.decoder;

/**
 * Where decoders differ beyond their numbers.
 *
 * @param queryKeyNorm whether each head's queries and keys are normed before rotation (Qwen3)
 * @param normOffset what is added to the scale of every norm: 1 where weights are kept as what they
 *     differ from it (Gemma)
 * @param sandwichNorms whether the results of attention and MLP are normed as well (Gemma 2)
 * @param embeddingScale what embeddings of tokens are multiplied by, those of pictures not
 * @param picturesBothWays whether tokens of one span of a picture see each other both ways
 */
public record DecoderSwitches(
    boolean queryKeyNorm,
    double normOffset,
    boolean sandwichNorms,
    double embeddingScale,
    boolean picturesBothWays) {

  /** Those of Llama. */
  public static final DecoderSwitches PLAIN = new DecoderSwitches(false, 0, false, 1, false);
}
