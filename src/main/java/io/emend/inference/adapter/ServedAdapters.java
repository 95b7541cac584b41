package io.emend.inference.adapter;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.Explanation;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.chat.ServedModel;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The adapters in service, as the model's registry says. A swap is one write of a reference: a
 * request sees the registry before it or after it, and keeps the adapter that it began with.
 */
@Singleton
public class ServedAdapters {
  private static final Logger LOG = Logger.getLogger(ServedAdapters.class);

  /** An engine that is away, or slow, says nothing of an adapter. */
  private static final Set<ErrorCode> OF_THE_ENGINE =
      EnumSet.of(
          ErrorCode.MODEL_NOT_READY,
          ErrorCode.ENGINE_UNREACHABLE,
          ErrorCode.ENGINE_INTERRUPTED,
          ErrorCode.ENGINE_TIMEOUT);

  private final RegistryStore registries;
  private final InferenceConfig config;
  private final ScheduledExecutorService poll = NamedExecutors.scheduled("emend-registry");

  private AdapterHost host;
  private volatile Served served;
  private volatile String behind = "";

  /**
   * What requests may name.
   *
   * @param adapters that are loaded, by id
   * @param refused why others are not, by id
   */
  private record Served(
      Registry registry, Map<String, RegisteredAdapter> adapters, Map<String, String> refused) {}

  public ServedAdapters(RegistryStore registries, InferenceConfig config) {
    this.registries = registries;
    this.config = config;
  }

  /**
   * Restores what the registry says, and follows it from then on.
   *
   * @return the registry as it is
   * @throws EmendException when the adapter in production cannot be loaded: the base model must not
   *     answer in its place
   */
  public synchronized Registry open(AdapterHost opened, String base) {
    host = opened;
    served = new Served(Registry.empty(base), Map.of(), Map.of());
    swap(registries.read(base));
    long millis = config.registryPoll().toMillis();
    poll.scheduleWithFixedDelay(() -> follow(base), millis, millis, TimeUnit.MILLISECONDS);
    return served.registry();
  }

  public void close() {
    poll.shutdownNow();
  }

  private void follow(String base) {
    try {
      swap(registries.read(base));
      behind = "";
    } catch (RuntimeException e) {
      String now = Explanation.of(e);
      if (!now.equals(behind)) {
        LOG.errorf("the registry cannot be followed, what was served stays: %s", now);
      }
      behind = now;
    }
  }

  /**
   * Serves what a registry says: returns when its adapters are loaded and new requests get its
   * production. An older registry than the one in force changes nothing, nor does any where no
   * model is in service. Blocking.
   *
   * @throws EmendException when the adapter in production cannot be loaded; nothing changes then
   */
  public synchronized void swap(Registry next) {
    Served before = served;
    if (before != null && next.revision() > before.registry().revision()) {
      serve(next, before.adapters());
    }
  }

  /**
   * Has the engine load again what it has lost, and what it could not load before.
   *
   * @throws EmendException as {@link #swap}
   */
  public synchronized void reload() {
    Served before = served;
    if (before != null) {
      serve(before.registry(), Map.of());
    }
  }

  /**
   * @param there adapters that need not be loaded
   */
  private void serve(Registry next, Map<String, RegisteredAdapter> there) {
    Map<String, RegisteredAdapter> loaded = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    for (RegisteredAdapter adapter : next.adapters()) {
      if (there.containsKey(adapter.id()) || load(adapter, next.production(), refused)) {
        loaded.put(adapter.id(), adapter);
      }
    }
    served = new Served(next, loaded, refused);
    there.keySet().stream().filter(id -> !loaded.containsKey(id)).forEach(host::unload);
    LOG.infof("in production: %s", resolve(null).name());
  }

  /** Serves what the registry says now, without waiting for the next look at it. Blocking. */
  public void refresh() {
    Served now = served;
    if (now != null) {
      swap(registries.read(now.registry().model()));
    }
  }

  /** Tells whether it is there; one that is not in production may fail without harm to the rest. */
  private boolean load(RegisteredAdapter adapter, String production, Map<String, String> refused) {
    try {
      host.load(adapter);
      return true;
    } catch (RuntimeException why) {
      if (adapter.id().equals(production)) {
        throw why instanceof EmendException known ? unusable(adapter, known) : why;
      }
      if (OF_THE_ENGINE.contains(ErrorCode.of(why))) {
        throw why;
      }
      refused.put(adapter.id(), Explanation.of(why));
      LOG.errorf("adapter %s is not served: %s", adapter.id(), Explanation.of(why));
      return false;
    }
  }

  private static EmendException unusable(RegisteredAdapter adapter, EmendException why) {
    return new EmendException(
        why.code(),
        "adapter %s cannot be put into production: %s".formatted(adapter.id(), why.getMessage()),
        why.details());
  }

  /** Why an adapter is not served here, as a sentence; null where it is. */
  public String absence(String id) {
    Served now = served;
    if (now == null) {
      return "no model is in service here";
    }
    if (now.adapters().containsKey(id)) {
      return null;
    }
    String later =
        behind.isEmpty() ? "it was registered a moment ago and is not loaded yet" : behind;
    return now.refused().getOrDefault(id, later);
  }

  /** Ids of {@link #adapters}. */
  public List<String> ids() {
    return adapters().stream().map(RegisteredAdapter::id).toList();
  }

  /** Adapters that can be named, by id; none where no model is in service. */
  public List<RegisteredAdapter> adapters() {
    Served now = served;
    return now == null ? List.of() : List.copyOf(now.adapters().values());
  }

  /**
   * The base model and its adapters, as models that can be asked for.
   *
   * @param created the base model's
   * @param contextLength as {@link ServedModel} has it
   */
  public List<ServedModel> models(String base, Instant created, Integer contextLength) {
    Stream<ServedModel> more =
        adapters().stream()
            .map(
                each ->
                    new ServedModel(
                        each.id(), each.registered(), each.location(), base, contextLength));
    ServedModel first = new ServedModel(base, created, base, null, contextLength);
    return Stream.concat(Stream.of(first), more).toList();
  }

  /** Why what the registry says now is not what is served; empty when it is. */
  public String behind() {
    return behind;
  }

  /**
   * @param name the base model's, an adapter's, or null for what is in production
   * @throws EmendException {@code model_not_found}
   */
  public ModelChoice resolve(String name) {
    return choice(served, name);
  }

  /** As {@link #resolve}, from the registry alone: what is served elsewhere. */
  public ModelChoice registered(String base, String name) {
    Registry registry = registries.read(base);
    return choice(
        new Served(
            registry,
            registry.adapters().stream()
                .collect(Collectors.toMap(RegisteredAdapter::id, Function.identity())),
            Map.of()),
        name);
  }

  private static ModelChoice choice(Served now, String name) {
    String base = now.registry().model();
    Optional<String> production = Optional.ofNullable(now.registry().production());
    if (name == null) {
      return new ModelChoice(production.orElse(base), production);
    }
    if (name.equals(base)) {
      return new ModelChoice(base, Optional.empty());
    }
    if (now.adapters().containsKey(name)) {
      return new ModelChoice(name, Optional.of(name));
    }
    throw unserved(now, name);
  }

  private static EmendException unserved(Served now, String name) {
    String reason = now.refused().get(name);
    if (reason != null) {
      return new EmendException(
          ErrorCode.MODEL_NOT_FOUND,
          "model %s is registered and not served: %s".formatted(name, reason),
          Map.of("field", "model", "value", name));
    }
    String names =
        Stream.concat(Stream.of(now.registry().model()), now.adapters().keySet().stream())
            .collect(Collectors.joining(" or "));
    return EmendException.refused(ErrorCode.MODEL_NOT_FOUND, "model", "must be " + names, name);
  }
}
