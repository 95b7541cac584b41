package io.emend.admin.adapters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.inference.embedded.ServedAdapters;
import io.emend.inference.registry.ImportedAdapter;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

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
   * @param reason why it is not; absent where it is
   * @param origin {@code trained} by a job of this store, or {@code imported}
   * @param parent adapter that its training went on from; absent where it began with the model
   * @param imported where one that was trained elsewhere is from
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String id,
      String location,
      Instant registered,
      boolean production,
      boolean served,
      String reason,
      String origin,
      String parent,
      ImportedAdapter imported) {}

  static AdapterList of(Registry registry, ServedAdapters served) {
    return new AdapterList(
        registry.model(),
        Objects.requireNonNullElse(registry.production(), registry.model()),
        registry.adapters().stream()
            .map(each -> entry(each, registry.production(), served.absence(each.id())))
            .toList(),
        registry.history());
  }

  /**
   * @param absence why it is not served, null where it is
   */
  static Entry entry(RegisteredAdapter adapter, String production, String absence) {
    return new Entry(
        adapter.id(),
        adapter.location(),
        adapter.registered(),
        adapter.id().equals(production),
        absence == null,
        absence,
        adapter.imported() == null ? "trained" : "imported",
        adapter.parent(),
        adapter.imported());
  }
}
