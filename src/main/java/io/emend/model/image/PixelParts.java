package io.emend.model.image;

import static io.emend.error.EmendException.require;

import io.emend.model.PixelValues;
import java.util.List;

/**
 * One picture in several views of a fixed size, such as the whole of it and crops. Its features are
 * those of the views, one after the other.
 */
public record PixelParts(String digest, List<PixelTensor> views) implements PixelValues {

  public PixelParts {
    views = List.copyOf(views);
    require(!views.isEmpty(), "views", "must not be empty", views);
  }
}
