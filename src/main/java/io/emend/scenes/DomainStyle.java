package io.emend.scenes;

import io.emend.error.EmendException;
import io.emend.scenes.picture.Backgrounds;
import io.emend.scenes.picture.Light;

/**
 * The numbers of a domain.
 *
 * @param count objects in a scene
 * @param small radii of small objects, in pixels
 * @param big radii of big objects, in pixels
 * @param gap least distance of two centres in percent of the sum of their radii; below 100 objects
 *     may overlap
 * @param light what everything is seen under
 * @param noise strength of the grain, in levels of 255
 * @param oneACell whether two objects never share one of the nine cells
 */
public record DomainStyle(
    Range count,
    Range small,
    Range big,
    int gap,
    Backgrounds backgrounds,
    Light light,
    int noise,
    boolean oneACell) {

  public DomainStyle {
    if (count.least() < 1) {
      throw EmendException.invalid("count", "must start at 1 or more", count);
    }
    if (small.most() >= big.least()) {
      throw EmendException.invalid("small", "must lie below big " + big, small);
    }
    if (gap < 50 || gap > 200) {
      throw EmendException.invalid("gap", "must be 50 to 200 percent", gap);
    }
  }

  Range radii(ShapeSize size) {
    return switch (size) {
      case SMALL -> small;
      case BIG -> big;
    };
  }
}
