package io.emend.inference.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPicture;
import io.emend.storage.s3.BucketReader;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a request calls an image, to a picture for the model: an id, a {@code data:} URL, or a URL.
 */
@Singleton
public class ImageResolver {
  private final ImageStore images;
  private final ImageFetcher fetcher;
  private final BucketReader buckets;
  private final ChatModel model;
  private final int most;

  ImageResolver(
      ImageStore images,
      ImageFetcher fetcher,
      BucketReader buckets,
      ChatModel model,
      InferenceConfig config) {
    this.images = images;
    this.fetcher = fetcher;
    this.buckets = buckets;
    this.model = model;
    this.most = config.maxImages();
  }

  /**
   * The same pictures, if a request may have so many.
   *
   * @throws EmendException {@code invalid_value}
   */
  public ImageReferences checked(ImageReferences references) {
    requireCount(references.count());
    return references;
  }

  private void requireCount(int count) {
    boolean some = count >= 1 && count <= most;
    EmendException.require(some, "images", "must hold 1 to " + most + " images", count);
  }

  /**
   * As {@link #checked}, of a conversation, which may have none.
   *
   * @param field that has them
   */
  public void checkMost(String field, long count) {
    EmendException.require(count <= most, field, "must hold at most " + most + " images", count);
  }

  /** The pictures of a request in order. */
  public List<ChatPicture> resolve(ImageReferences references) {
    checked(references);
    return references.images() == null
        ? List.of(resolve(references.image()))
        : EachImage.ofList(references.images(), this::resolve);
  }

  public ChatPicture resolve(String image) {
    return picture(bytes(image));
  }

  /** A question's encoded pictures for the model, in order. */
  public List<ChatPicture> pictures(List<byte[]> encoded) {
    requireCount(encoded.size());
    return EachImage.ofQuestion(encoded, this::picture);
  }

  private ChatPicture picture(byte[] bytes) {
    return model.picture(bytes, images.decode(bytes).pixels());
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
