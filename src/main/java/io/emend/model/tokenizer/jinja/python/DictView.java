package io.emend.model.tokenizer.jinja.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a dict's {@code keys()}, {@code values()} and {@code items()} give: countable, not indexed.
 */
public record DictView(Kind kind, Map<Object, Object> dict) {

  /** What of each entry is seen. */
  public enum Kind {
    KEYS,
    VALUES,
    ITEMS
  }

  public List<Object> list() {
    return switch (kind) {
      case KEYS -> new ArrayList<>(dict.keySet());
      case VALUES -> new ArrayList<>(dict.values());
      case ITEMS -> pairs(dict);
    };
  }

  static List<Object> pairs(Map<Object, Object> dict) {
    List<Object> pairs = new ArrayList<>();
    dict.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
    return pairs;
  }
}
