package io.emend.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/** Has each answer that a test of the running application gets compared with the description. */
public final class HeldToContract implements QuarkusTestBeforeEachCallback {

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    if (RestAssured.filters().stream().noneMatch(PublishedApiFilter.class::isInstance)) {
      List<Filter> filters = new ArrayList<>(RestAssured.filters());
      filters.add(new PublishedApiFilter());
      RestAssured.replaceFiltersWith(filters);
    }
  }
}
