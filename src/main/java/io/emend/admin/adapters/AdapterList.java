package io.emend.admin.adapters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.admin.ListPage;
import io.emend.admin.Page;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.registry.ImportedAdapter;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A page of a base model's adapters, with what is in production.
 *
 * @param next offset of the page that follows, absent after the last one
 * @param production what answers where a request names no model: an adapter or the base model
 * @param history oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdapterList(
    List<Entry> data, Long next, String model, String production, List<Transition> history) {

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

  static AdapterList of(Registry registry, ModelCatalog served, Page page) {
    ListPage<Entry> adapters =
        page.of(
            registry.adapters(),
            each -> entry(each, registry.production(), served.absence(each.id())));
    return new AdapterList(
        adapters.data(),
        adapters.next(),
        registry.model(),
        Objects.requireNonNullElse(registry.production(), registry.model()),
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
