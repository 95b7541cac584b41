package io.emend.inference.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.embedded.ServingModel;
import io.emend.model.PixelValues;
import io.emend.storage.Sha256;
import io.emend.storage.s3.BucketReader;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** What a request calls an image, to pixels: an id, a {@code data:} URL, or a URL. */
@Singleton
public class ImageResolver {
  private final ImageStore images;
  private final ImageFetcher fetcher;
  private final BucketReader buckets;
  private final ServingModel model;

  ImageResolver(ImageStore images, ImageFetcher fetcher, BucketReader buckets, ServingModel model) {
    this.images = images;
    this.fetcher = fetcher;
    this.buckets = buckets;
    this.model = model;
  }

  public PixelValues resolve(String image) {
    return pixels(bytes(image));
  }

  /** Pixels of an encoded picture. */
  public PixelValues pixels(byte[] bytes) {
    return model.processor().preprocess(images.decode(bytes).pixels(), Sha256.of(bytes));
  }

  private byte[] bytes(String image) {
    if (image == null || image.isBlank()) {
      throw EmendException.invalid("image", "must be an id or a URL", image);
    }
    int colon = image.indexOf(':');
    if (colon < 0) {
      return images.get(image);
    }
    String scheme = image.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "data" -> DataUrl.bytes(image);
      case "https" -> fetcher.fetch(uri(image));
      case "s3" -> buckets.read("image", image, images.maxBytes());
      default ->
          throw new EmendException(
              ErrorCode.URL_REFUSED,
              "image URL must be data:, https: or s3:, was " + scheme + ":",
              Map.of("field", "image", "rule", "must be data:, https: or s3:", "value", scheme));
    };
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw EmendException.invalid("image", "must be a valid URL", url);
    }
  }
}
