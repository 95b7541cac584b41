package io.emend.inference.registry;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code registry/{model}.json}: a model's adapters and its production history. Immutable; each
 * change is a new one with the next revision.
 *
 * @param revision grows with each change, so that who reads late never goes back
 * @param production adapter that answers where a request names no model, null for the base model
 * @param history oldest first
 */
public record Registry(
    String model,
    long revision,
    String production,
    List<RegisteredAdapter> adapters,
    List<Transition> history) {
  /** What the base model is called as well, where its own name is not at hand. */
  public static final String BASE = "base";

  public Registry {
    require(model != null && !model.isBlank(), "model", "must be given", model);
    require(revision >= 0, "revision", "must be 0 or more", revision);
    adapters = List.copyOf(adapters);
    history = List.copyOf(history);
    long ids = adapters.stream().map(RegisteredAdapter::id).distinct().count();
    require(ids == adapters.size(), "adapters", "must have ids of their own", adapters);
    String last = promoted(history).peekLast();
    require(Objects.equals(production, last), "production", "must be what history says", last);
  }

  /** Before anything was registered. */
  public static Registry empty(String model) {
    return new Registry(model, 0, null, List.of(), List.of());
  }

  public Optional<RegisteredAdapter> adapter(String id) {
    return adapters.stream().filter(adapter -> adapter.id().equals(id)).findFirst();
  }

  /**
   * Adds an adapter; the same again changes nothing.
   *
   * @throws EmendException {@code object_exists} when the id stands for another location
   */
  public Registry register(String id, String location, Instant now) {
    return register(new RegisteredAdapter(id, location, now));
  }

  /**
   * Adds an adapter; one of the same id and location changes nothing.
   *
   * @throws EmendException {@code object_exists} when the id stands for another location
   */
  public Registry register(RegisteredAdapter adapter) {
    boolean free = !adapter.id().equals(model) && !adapter.id().equals(BASE);
    require(free, "id", "must not be the base model's", adapter.id());
    Optional<RegisteredAdapter> known = adapter(adapter.id());
    if (known.isPresent()) {
      requireSame(known.get(), adapter.location());
      return this;
    }
    List<RegisteredAdapter> more = new ArrayList<>(adapters);
    more.add(adapter);
    return new Registry(model, revision + 1, production, more, history);
  }

  private static void requireSame(RegisteredAdapter known, String location) {
    if (!known.location().equals(location)) {
      throw new EmendException(
          ErrorCode.OBJECT_EXISTS,
          "adapter " + known.id() + " is registered already, at " + known.location(),
          Map.of("adapter", known.id(), "location", known.location()));
    }
  }

  /**
   * Puts an adapter into production; the one that is there already stays without a record.
   *
   * @param evaluation id of the one that passed the gate, null when forced without one
   * @param overruled what the gate had against it, empty when it passed
   * @throws EmendException {@code adapter_not_found} unless registered
   */
  public Registry promote(String id, String evaluation, List<String> overruled, Instant now) {
    if (adapter(id).isEmpty()) {
      throw new EmendException(
          ErrorCode.ADAPTER_NOT_FOUND,
          "adapter must be registered, was " + id,
          Map.of("field", "adapter", "rule", "must be registered", "value", id));
    }
    if (id.equals(production)) {
      return this;
    }
    boolean forced = !overruled.isEmpty();
    return after(new Transition(Transition.Kind.PROMOTION, id, evaluation, forced, overruled, now));
  }

  /**
   * Puts back what was in production before the promotion that is in force.
   *
   * @throws EmendException {@code rollback_impossible} when the base model is in production
   */
  public Registry rollback(Instant now) {
    Deque<String> promoted = promoted(history);
    if (promoted.pollLast() == null) {
      throw new EmendException(
          ErrorCode.ROLLBACK_IMPOSSIBLE, "the base model " + model + " is in production");
    }
    return after(
        new Transition(Transition.Kind.ROLLBACK, promoted.peekLast(), null, false, List.of(), now));
  }

  private Registry after(Transition transition) {
    List<Transition> more = new ArrayList<>(history);
    more.add(transition);
    return new Registry(model, revision + 1, transition.adapter(), adapters, more);
  }

  /** Promotions that no rollback has taken back. */
  private static Deque<String> promoted(List<Transition> history) {
    Deque<String> promoted = new ArrayDeque<>();
    for (Transition transition : history) {
      switch (transition.kind()) {
        case PROMOTION -> promoted.addLast(transition.adapter());
        case ROLLBACK -> promoted.pollLast();
      }
    }
    return promoted;
  }
}
