package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.image.DecodedImage;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Pictures by the SHA-256 of their bytes, under {@code images/ab/abcd…}. */
@Singleton
public class ImageStore {
  private static final String ID = "[0-9a-f]{64}";

  private final ObjectStore store;
  private final ImageDecoder decoder;

  ImageStore(ObjectStore store, InferenceConfig config) {
    this.store = store;
    this.decoder =
        new ImageDecoder(
            new ImageLimits(
                config.maxImageBytes().asLongValue(),
                config.maxImagePixels(),
                config.maxImageSide()));
  }

  /** Keeps a picture that can be decoded; the same bytes are kept once. */
  public StoredImage put(byte[] bytes) {
    DecodedImage image = decoder.decode(bytes);
    String id = digest(bytes);
    store.putIfAbsent(key(id), bytes);
    return new StoredImage(
        id,
        "/v1/images/" + id,
        image.pixels().getWidth(),
        image.pixels().getHeight(),
        image.type().mediaType());
  }

  /**
   * @throws EmendException {@code image_not_found}
   */
  public byte[] get(String id) {
    if (!id.matches(ID)) {
      throw notFound(id);
    }
    return store.get(key(id)).orElseThrow(() -> notFound(id));
  }

  DecodedImage decode(byte[] bytes) {
    return decoder.decode(bytes);
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of("images", id.substring(0, 2), id);
  }

  private static EmendException notFound(String id) {
    String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
    return new EmendException(
        ErrorCode.IMAGE_NOT_FOUND,
        "image must be the id of a stored image, was " + shown,
        Map.of("field", "image", "rule", "must be the id of a stored image", "value", shown));
  }

  /** SHA-256 in hex. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
