package io.emend.training.dpo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a run learns from and what it is watched on.
 *
 * @param evaluation pairs that nothing is learned from; may be empty
 */
public record DpoData(List<DpoExample> train, List<DpoExample> evaluation) {

  public DpoData {
    train = List.copyOf(train);
    evaluation = List.copyOf(evaluation);
  }

  /** Equal digests mean the same tokens and pictures in the same order. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List.of(train, evaluation)
          .forEach(
              split -> {
                digest.update(ByteBuffer.allocate(4).putInt(0, split.size()));
                split.forEach(example -> update(digest, example));
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, DpoExample example) {
    List.of(example.tokens().prompt(), example.tokens().chosen(), example.tokens().rejected())
        .forEach(
            tokens -> {
              ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * tokens.length).putInt(tokens.length);
              bytes.asIntBuffer().put(tokens);
              digest.update(bytes.array());
            });
    example.pictures().forEach(picture -> digest.update(picture.digest().getBytes(UTF_8)));
  }
}
