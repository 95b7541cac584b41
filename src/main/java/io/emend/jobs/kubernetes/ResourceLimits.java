package io.emend.jobs.kubernetes;

import io.emend.error.EmendException;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeSet;

/**
 * Most resources that a job may request.
 *
 * @param most by resource name, in Kubernetes quantities
 */
record ResourceLimits(Map<String, String> most) {
  /** The one resource that is shared by fractions; a GPU, as any device, is given whole. */
  private static final String CPU = "cpu";

  /**
   * @throws EmendException {@code invalid_value}, naming the resource
   */
  void check(Map<String, String> requested) {
    requested.forEach(this::check);
  }

  private void check(String name, String quantity) {
    String field = "resources." + name;
    String limit = most.get(name);
    EmendException.require(
        limit != null, field, "must be one of " + new TreeSet<>(most.keySet()), quantity);
    BigDecimal amount = amount(field, quantity);
    EmendException.require(amount.signum() > 0, field, "must be more than 0", quantity);
    boolean whole = name.equals(CPU) || amount.stripTrailingZeros().scale() <= 0;
    EmendException.require(whole, field, "must be a whole number", quantity);
    EmendException.require(
        amount.compareTo(amount("emend.jobs.kubernetes.limits." + name, limit)) <= 0,
        field,
        "must be at most " + limit,
        quantity);
  }

  private static BigDecimal amount(String field, String quantity) {
    try {
      return Quantity.getAmountInBytes(Quantity.parse(quantity));
    } catch (IllegalArgumentException e) {
      throw EmendException.invalid(field, "must be a Kubernetes quantity", quantity);
    }
  }
}
