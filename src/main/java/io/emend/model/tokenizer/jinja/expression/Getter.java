package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.python.Subscripts;
import java.util.ArrayList;
import java.util.List;

/** What a filter reads of each item: an attribute's path such as {@code a.b.0}, or the item. */
@FunctionalInterface
public interface Getter {
  Object get(Object item);

  public static Getter of(Object attribute) {
    if (attribute == null) {
      return item -> item;
    }
    if (!(attribute instanceof String path)) {
      return item -> Subscripts.item(item, attribute);
    }
    return item -> {
      Object value = item;
      for (String part : path.split("\\.", -1)) {
        boolean position = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
        value = Subscripts.item(value, position ? (Object) Long.valueOf(part) : part);
      }
      return value;
    };
  }

  /** By {@code a,b}: a list of both. */
  public static Getter ofSeveral(Object attributes) {
    if (!(attributes instanceof String text && text.contains(","))) {
      return of(attributes);
    }
    List<Getter> getters = new ArrayList<>();
    for (String attribute : text.split(",", -1)) {
      getters.add(of(attribute));
    }
    return item -> {
      List<Object> values = new ArrayList<>();
      getters.forEach(getter -> values.add(getter.get(item)));
      return values;
    };
  }
}
