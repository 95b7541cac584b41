package io.emend.operation.promotion;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts adapters into production and takes them back, here at once and elsewhere soon. Blocking. */
@Singleton
public class Promotions {
  private final RegistryStore registries;
  private final ModelCatalog catalog;
  private final ModelLifecycle model;
  private final PromotionGrounds grounds;
  private final PromotionEvents events;

  Promotions(
      RegistryStore registries,
      ModelCatalog catalog,
      ModelLifecycle model,
      PromotionGrounds grounds,
      PromotionEvents events) {
    this.registries = registries;
    this.catalog = catalog;
    this.model = model;
    this.grounds = grounds;
    this.events = events;
  }

  public Registry registry() {
    return registries.read(catalog.baseName());
  }

  /**
   * Promotes an adapter that passes the gate, or that is forced through it; one that is in
   * production already stays without a record.
   *
   * @param evaluation id of the one that justifies it, null for none
   * @throws EmendException {@code promotion_refused} with the reasons, {@code adapter_not_found},
   *     {@code evaluation_not_found}, {@code model_not_found} when the adapter cannot be loaded
   *     here
   */
  public Registry promote(String adapter, String evaluation, boolean force) {
    catalog.refresh();
    long before = registry().revision();
    Registry after =
        registries.update(
            catalog.baseName(),
            now ->
                adapter.equals(now.production()) ? now : decided(now, adapter, evaluation, force));
    catalog.swap(after);
    if (after.revision() > before) {
      events.promoted(after);
    }
    return after;
  }

  private Registry decided(Registry now, String adapter, String evaluation, boolean force) {
    if (now.adapter(adapter).isPresent()) {
      requireLoaded(adapter);
      GateFindings findings = grounds.findings(now, adapter, evaluation);
      if (!findings.violations().isEmpty() && !force) {
        throw refused(adapter, findings);
      }
      return now.promote(adapter, evaluation, findings.details(), Instant.now());
    }
    return now.promote(adapter, evaluation, List.of(), Instant.now());
  }

  /** An adapter that does not load would leave production without an answer. */
  private void requireLoaded(String adapter) {
    if (model.unavailableReason().isEmpty()) {
      catalog.require(adapter);
    }
  }

  private static EmendException refused(String adapter, GateFindings findings) {
    String reasons = findings.details().stream().collect(Collectors.joining("; "));
    return new EmendException(
        ErrorCode.PROMOTION_REFUSED,
        "adapter " + adapter + " did not pass: " + reasons,
        Map.of(
            "adapter", adapter,
            "reasons", findings.violations(),
            "figures", findings.metrics()));
  }

  /**
   * Puts back what was in production before.
   *
   * @throws EmendException {@code rollback_impossible} when the base model is in production
   */
  public Registry rollback() {
    Registry after = registries.update(catalog.baseName(), now -> now.rollback(Instant.now()));
    catalog.swap(after);
    events.promoted(after);
    return after;
  }
}
