package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.python.Namespace;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.List;

/** What is assigned to. */
interface Target {
  void assign(Scope scope, Object value);

  /** The variables that are assigned. */
  List<String> names();

  /** A variable of the scope. */
  record Variable(String name) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      scope.set(name, value);
    }

    @Override
    public List<String> names() {
      return List.of(name);
    }
  }

  /** {@code namespace.name} */
  record Attribute(String namespace, String name) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      if (!(scope.get(namespace) instanceof Namespace found)) {
        throw new PythonError(namespace + " is not a namespace: " + name + " cannot be set");
      }
      found.set(name, value);
    }

    @Override
    public List<String> names() {
      return List.of();
    }
  }

  /** {@code a, b} */
  record Several(List<Target> targets) implements Target {
    @Override
    public void assign(Scope scope, Object value) {
      List<Object> values = Values.list(value);
      if (values.size() != targets.size()) {
        throw new PythonError(values.size() + " values for " + targets.size() + " variables");
      }
      for (int i = 0; i < values.size(); i++) {
        targets.get(i).assign(scope, values.get(i));
      }
    }

    @Override
    public List<String> names() {
      return targets.stream().flatMap(target -> target.names().stream()).toList();
    }
  }
}
