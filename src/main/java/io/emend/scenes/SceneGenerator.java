package io.emend.scenes;

import io.emend.scenes.picture.Background;
import io.emend.scenes.picture.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws scenes of one domain. */
public final class SceneGenerator {
  private static final Range SHIFT = new Range(0, 30);
  private static final int ATTEMPTS = 80;

  private final DomainStyle style;

  public SceneGenerator(DomainStyle style) {
    this.style = style;
  }

  /** A scene with as many objects as the style asks for; layouts that do not fit are redrawn. */
  public Scene scene(RandomGenerator random) {
    while (true) {
      Optional<List<SceneObject>> objects = layout(style.count().draw(random), random);
      if (objects.isPresent()) {
        return new Scene(objects.get(), background(random), style.noise(), random.nextLong());
      }
    }
  }

  private Background background(RandomGenerator random) {
    return style.backgrounds().draw(random).under(style.light());
  }

  private Optional<List<SceneObject>> layout(int count, RandomGenerator random) {
    List<SceneObject> placed = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && placed.size() < count; attempt++) {
      SceneObject candidate = object(random);
      if (fits(candidate, placed)) {
        placed.add(candidate);
      }
    }
    return placed.size() == count ? Optional.of(placed) : Optional.empty();
  }

  private SceneObject object(RandomGenerator random) {
    ShapeSize size = Words.pick(random, ShapeSize.values());
    int radius = style.radii(size).draw(random);
    Range centre = new Range(radius, Scene.SIDE - radius);
    ShapeColor color = Words.pick(random, ShapeColor.values());
    return new SceneObject(
        color,
        Words.pick(random, ShapeKind.values()),
        size,
        style.light().on(shade(color, random)),
        centre.draw(random),
        centre.draw(random),
        radius);
  }

  private static int shade(ShapeColor color, RandomGenerator random) {
    int middle = SHIFT.most() / 2;
    return Pixels.shifted(
        color.rgb(),
        SHIFT.draw(random) - middle,
        SHIFT.draw(random) - middle,
        SHIFT.draw(random) - middle);
  }

  private boolean fits(SceneObject candidate, List<SceneObject> placed) {
    return !Cell.ambiguous(candidate.x())
        && !Cell.ambiguous(candidate.y())
        && placed.stream().allMatch(other -> apart(candidate, other));
  }

  private boolean apart(SceneObject a, SceneObject b) {
    int dx = a.x() - b.x();
    int dy = a.y() - b.y();
    int least = style.gap() * (a.radius() + b.radius());
    boolean separate = 10_000 * (dx * dx + dy * dy) >= least * least;
    return separate && !(style.oneACell() && a.cell().equals(b.cell()));
  }
}
