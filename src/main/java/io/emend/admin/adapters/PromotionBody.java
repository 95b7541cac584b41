package io.emend.admin.adapters;

/**
 * What a promotion rests on.
 *
 * @param evaluation id of the one that compares the adapter with production
 * @param force true to promote whatever the gate says; it is kept in the history with the reasons
 */
public record PromotionBody(String evaluation, Boolean force) {

  boolean forced() {
    return Boolean.TRUE.equals(force);
  }
}
