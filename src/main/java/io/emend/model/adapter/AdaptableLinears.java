package io.emend.model.adapter;

import java.util.List;
import java.util.Map;

/** The linear layers that a family lets adapters change, and how files name them. */
public interface AdaptableLinears {

  /** Shapes (out, in) by the family's own name. */
  Map<String, long[]> shapes();

  /** The family's own name for a module as a file names it; any other name stays what it is. */
  String canonical(String module);

  /** All names that a model of this family has had for a layer, the present one first. */
  List<String> spellings(String linear);
}
