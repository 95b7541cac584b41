package io.emend.storage;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store that can be taken away. */
public final class UnsteadyStore {
  private final ObjectStore store;
  private volatile boolean away;

  public UnsteadyStore(ObjectStore store) {
    this.store = store;
  }

  public void away(boolean now) {
    away = now;
  }

  public ObjectStore store() {
    return checked(
        store,
        () -> {
          if (away) {
            throw new EmendException(ErrorCode.STORE_FAILED, "the store is away");
          }
        });
  }

  /**
   * A store that does something else first.
   *
   * @param check before each call, which it may stop by what it throws
   */
  public static ObjectStore checked(ObjectStore store, Runnable check) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              check.run();
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
