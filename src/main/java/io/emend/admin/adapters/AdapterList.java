package io.emend.admin.adapters;

import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A base model's adapters.
 *
 * @param production what answers where a request names no model: an adapter or the base model
 * @param history oldest first
 */
public record AdapterList(
    String model, String production, List<Entry> adapters, List<Transition> history) {

  /**
   * An adapter.
   *
   * @param served whether it is loaded here
   */
  public record Entry(
      String id, String location, Instant registered, boolean production, boolean served) {}

  static AdapterList of(Registry registry, List<RegisteredAdapter> served) {
    Set<String> loaded =
        served.stream().map(RegisteredAdapter::id).collect(Collectors.toUnmodifiableSet());
    return new AdapterList(
        registry.model(),
        Objects.requireNonNullElse(registry.production(), registry.model()),
        registry.adapters().stream()
            .map(each -> entry(each, registry.production(), loaded.contains(each.id())))
            .toList(),
        registry.history());
  }

  private static Entry entry(RegisteredAdapter adapter, String production, boolean loaded) {
    return new Entry(
        adapter.id(),
        adapter.location(),
        adapter.registered(),
        adapter.id().equals(production),
        loaded);
  }
}
