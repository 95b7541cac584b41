package io.emend.model.tokenizer.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a scope does with names, found while a template is read. As in Jinja2 this goes by the text,
 * not by what runs: a name that a scope first assigns, whatever happens, is undefined in it until
 * then, for the scopes within as well, unless a scope around it has that name.
 */
final class FrameNames {

  /** What is done with a name first. */
  private enum First {
    GIVEN,
    READ,
    ASSIGNED
  }

  private final FrameNames parent;
  private final Map<String, First> names = new HashMap<>();
  private final Set<String> assigned = new HashSet<>();

  /** Names that are read anywhere within. */
  private final Set<String> readWithin = new HashSet<>();

  private Set<String> unset = Set.of();

  /**
   * @param parent the scope around it, or null
   */
  FrameNames(FrameNames parent) {
    this.parent = parent;
  }

  void give(String name) {
    names.put(name, First.GIVEN);
    assigned.add(name);
  }

  void read(String name) {
    names.putIfAbsent(name, First.READ);
    for (FrameNames frame = this; frame != null; frame = frame.parent) {
      frame.readWithin.add(name);
    }
  }

  void assign(String name) {
    names.putIfAbsent(name, First.ASSIGNED);
    assigned.add(name);
  }

  Set<String> readWithin() {
    return readWithin;
  }

  /** The same scope on one way through a condition. */
  FrameNames branch() {
    FrameNames branch = new FrameNames(parent);
    branch.names.putAll(names);
    branch.assigned.addAll(assigned);
    return branch;
  }

  /** Behind a condition: what only its ways assign may come from outside. */
  void merge(FrameNames yes, FrameNames elif, FrameNames no) {
    Set<String> perhaps = new HashSet<>();
    for (FrameNames branch : List.of(yes, elif, no)) {
      perhaps.addAll(branch.assigned);
    }
    perhaps.removeAll(assigned);
    for (FrameNames branch : List.of(yes, elif, no)) {
      names.putAll(branch.names);
      assigned.addAll(branch.assigned);
      readWithin.addAll(branch.readWithin);
    }
    perhaps.forEach(name -> names.put(name, First.READ));
  }

  /** Once the whole template is read. */
  void settle() {
    List<String> found = new ArrayList<>();
    names.forEach(
        (name, first) -> {
          if (first == First.ASSIGNED && !isAround(name)) {
            found.add(name);
          }
        });
    unset = Set.copyOf(found);
  }

  private boolean isAround(String name) {
    for (FrameNames frame = parent; frame != null; frame = frame.parent) {
      if (frame.names.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** The names that are undefined when the scope begins. */
  Set<String> unset() {
    return unset;
  }
}
