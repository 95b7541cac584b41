package io.emend.inference.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.model.image.DecodedImage;
import io.emend.model.image.ImageDecoder;
import io.emend.model.image.ImageLimits;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import jakarta.inject.Singleton;
import java.util.Map;

/** Pictures by the SHA-256 of their bytes, under {@code images/ab/abcd…}. */
@Singleton
public class ImageStore {
  /** Where stored pictures are read: what {@link StoredImage#uri} begins with. */
  static final String PATH = "/v1/images/";

  private final ObjectStore store;
  private final long maxBytes;
  private final ImageDecoder decoder;

  ImageStore(ObjectStore store, InferenceConfig config) {
    this.store = store;
    this.maxBytes = config.maxImageBytes().asLongValue();
    this.decoder =
        new ImageDecoder(new ImageLimits(maxBytes, config.maxImagePixels(), config.maxImageSide()));
  }

  /** Keeps a picture that can be decoded; the same bytes are kept once. */
  public StoredImage put(byte[] bytes) {
    DecodedImage image = decoder.decode(bytes);
    String id = Sha256.of(bytes);
    store.putIfAbsent(ObjectKey.image(id), bytes, image.type().mediaType());
    return new StoredImage(
        id,
        PATH + id,
        image.pixels().getWidth(),
        image.pixels().getHeight(),
        image.type().mediaType());
  }

  /**
   * @param name the id of a stored picture, or its path as an upload was answered
   * @throws EmendException {@code image_not_found}
   */
  public byte[] get(String name) {
    String id = name.startsWith(PATH) ? name.substring(PATH.length()) : name;
    if (!Sha256.isValid(id)) {
      throw notFound(id);
    }
    return store.get(ObjectKey.image(id)).orElseThrow(() -> notFound(id));
  }

  /** Of an encoded picture. */
  long maxBytes() {
    return maxBytes;
  }

  DecodedImage decode(byte[] bytes) {
    return decoder.decode(bytes);
  }

  private static EmendException notFound(String id) {
    String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
    return new EmendException(
        ErrorCode.IMAGE_NOT_FOUND,
        "image must be the id of a stored image, was " + shown,
        Map.of("field", "image", "rule", "must be the id of a stored image", "value", shown));
  }
}
