package io.emend.inference.chat;

import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.Registry;
import java.util.List;

/** The names that can be asked for: the base model and its adapters, as the registry has them. */
public interface ModelCatalog {

  /**
   * The base model's name in the API, known before it is loaded and where it never is.
   *
   * @throws io.emend.error.EmendException {@code model_not_ready} while only an engine elsewhere
   *     could tell
   */
  String baseName();

  /** The base model's files, as training and imports read them. */
  ModelReference reference();

  /**
   * The base model and the adapters that are loaded.
   *
   * @throws io.emend.error.EmendException {@code model_not_ready}
   */
  List<ServedModel> models();

  /**
   * Who answers a request.
   *
   * @param name the base model's, an adapter's, or null for what is in production
   * @throws io.emend.error.EmendException {@code model_not_found} or {@code model_not_ready}
   */
  ModelChoice require(String name);

  /** Name of who answers a request, where no model is in service that of who does elsewhere. */
  String answering(String name);

  /** Serves what the registry says now, without waiting for the next look at it. Blocking. */
  void refresh();

  /**
   * Serves what a registry says: returns when its adapters are loaded and new requests get its
   * production. An older registry than the one in force changes nothing, nor does any where no
   * model is in service. Blocking.
   *
   * @throws io.emend.error.EmendException when the adapter in production cannot be loaded; nothing
   *     changes then
   */
  void swap(Registry next);

  /** Why an adapter is not served here, as a sentence; null where it is. */
  String absence(String adapter);

  /** What answers, as it is at this moment. Blocking. */
  EngineDescription description();

  /** Why what the registry says now is not what is served; empty when it is. */
  String behind();
}
