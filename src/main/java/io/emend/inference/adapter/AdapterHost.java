package io.emend.inference.adapter;

import io.emend.inference.registry.RegisteredAdapter;

/** An engine as far as it holds adapters beside its base model. Both methods block. */
public interface AdapterHost {

  /**
   * Loads an adapter, so that requests may name it; one that is loaded stays as it is.
   *
   * @throws io.emend.error.EmendException why it cannot be loaded
   */
  void load(RegisteredAdapter adapter);

  /** Lets go of an adapter once no request uses it. */
  void unload(String id);
}
