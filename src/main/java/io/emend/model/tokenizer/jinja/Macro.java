package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Attributed;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template's own function: gives what its body prints, and sees the names around its definition.
 */
record Macro(String name, Signature signature, Body body, Scope definition)
    implements Callable, Attributed {
  private static final String VARARGS = "varargs";
  private static final String KWARGS = "kwargs";
  private static final String CALLER = "caller";

  /**
   * What a macro takes.
   *
   * @param parameters in order, with the default or null
   * @param read names that the body reads: further arguments are taken only where it reads them
   */
  record Signature(Map<String, Expression> parameters, Set<String> read) {
    static final Signature NONE = new Signature(Map.of(), Set.of());

    boolean takes(String special) {
      return read.contains(special) && !parameters.containsKey(special);
    }
  }

  @Override
  public Object call(Arguments arguments) {
    Scope scope = definition.captured();
    scope.rendering().enter();
    try {
      bind(arguments, scope);
      body.run(scope);
      return scope.printed();
    } finally {
      scope.rendering().leave();
    }
  }

  private void bind(Arguments arguments, Scope scope) {
    List<Object> positional = arguments.positional();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    int index = 0;
    for (Map.Entry<String, Expression> parameter : signature.parameters.entrySet()) {
      String key = parameter.getKey();
      if (index < positional.size()) {
        scope.set(key, positional.get(index));
      } else if (named.containsKey(key)) {
        scope.set(key, named.remove(key));
      } else {
        scope.set(key, new Undefined("parameter " + key));
        if (parameter.getValue() != null) {
          scope.set(key, parameter.getValue().value(scope));
        }
      }
      index++;
    }
    bindSpecial(positional, named, scope);
  }

  private void bindSpecial(List<Object> positional, Map<String, Object> named, Scope scope) {
    if (signature.takes(CALLER)) {
      Object caller = named.remove(CALLER);
      scope.set(CALLER, caller == null ? new Undefined(CALLER) : caller);
    }
    if (signature.takes(KWARGS)) {
      scope.set(KWARGS, new LinkedHashMap<Object, Object>(named));
    } else if (!named.isEmpty()) {
      throw new PythonError(
          "the macro " + name + " takes no argument " + named.keySet().iterator().next());
    }
    int count = signature.parameters.size();
    int more = Math.max(0, positional.size() - count);
    if (signature.takes(VARARGS)) {
      List<Object> rest = positional.subList(positional.size() - more, positional.size());
      scope.set(VARARGS, new Tuple(rest));
    } else if (more > 0) {
      throw new PythonError("the macro " + name + " takes at most " + count + " arguments");
    }
  }

  @Override
  public Object attribute(String attribute) {
    return switch (attribute) {
      case "name" -> name;
      case "arguments" -> new Tuple(new ArrayList<>(signature.parameters.keySet()));
      case "catch_kwargs" -> signature.takes(KWARGS);
      case "catch_varargs" -> signature.takes(VARARGS);
      case CALLER -> signature.takes(CALLER);
      default -> new Undefined("the macro's " + attribute);
    };
  }
}
