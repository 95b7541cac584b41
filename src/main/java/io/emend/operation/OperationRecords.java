package io.emend.operation;

import java.util.List;
import java.util.function.UnaryOperator;

/** Operations of one kind at rest. Blocking. */
public interface OperationRecords<T extends Operation<T>> {

  /** Keeps a new one, unless there is one of its id; tells whether it did. */
  boolean add(T queued);

  /**
   * @throws io.emend.error.EmendException of the kind's own code if there is no such operation
   */
  T get(String id);

  /** All there are, the latest first. */
  List<T> list();

  /** Those that have not ended, the oldest first. */
  default List<T> open() {
    return list().stream()
        .filter(one -> !one.state().ended())
        .sorted(Operation.<T>latestFirst().reversed())
        .toList();
  }

  /** Makes a change; where another was first, it is made again on what that one wrote. */
  T update(String id, UnaryOperator<T> change);
}
