package io.emend.model.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;

/** Where the parser is among the template's scopes. */
public final class Names {
  private final List<FrameNames> frames = new ArrayList<>();
  private FrameNames current;

  public Names() {
    open();
  }

  void open() {
    current = new FrameNames(current);
    frames.add(current);
  }

  /** Goes on in another view of a scope, and gives the one that was current. */
  FrameNames enter(FrameNames frame) {
    FrameNames before = current;
    current = frame;
    return before;
  }

  FrameNames current() {
    return current;
  }

  public void read(String name) {
    current.read(name);
  }

  void assign(Target target) {
    target.names().forEach(current::assign);
  }

  void give(Target target) {
    target.names().forEach(current::give);
  }

  void settle() {
    frames.forEach(FrameNames::settle);
  }
}
