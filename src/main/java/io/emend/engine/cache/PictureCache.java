package io.emend.engine.cache;

import io.emend.model.ImageFeatures;
import io.emend.model.PixelValues;
import io.emend.model.VisionLanguageModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Features of the pictures seen last, by digest: a picture is encoded once. */
public final class PictureCache implements AutoCloseable {
  private final VisionLanguageModel model;
  private final long capacity;
  private final Map<String, ImageFeatures> features = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param capacity in bytes
   */
  public PictureCache(VisionLanguageModel model, long capacity) {
    this.model = model;
    this.capacity = capacity;
  }

  public ImageFeatures get(PixelValues pixels) {
    ImageFeatures known = features.get(pixels.digest());
    if (known != null) {
      return known;
    }
    ImageFeatures encoded = model.encode(pixels);
    features.put(pixels.digest(), encoded);
    bytes += encoded.bytes();
    return encoded;
  }

  /** Closes what is over the capacity; between two prompts, when none is in use. */
  public void trim() {
    var oldest = features.values().iterator();
    while (bytes > capacity) {
      ImageFeatures leaving = oldest.next();
      bytes -= leaving.bytes();
      leaving.close();
      oldest.remove();
    }
  }

  @Override
  public void close() {
    features.values().forEach(ImageFeatures::close);
    features.clear();
    bytes = 0;
  }
}
