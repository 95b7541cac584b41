package io.emend.contract;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.regex.Pattern;

/** Looks at each answer of the API on its way to the test. */
final class PublishedApiFilter implements Filter {
  private static final Pattern DESCRIBED = Pattern.compile("/(v1|admin/v1)/.*");

  /** Of a server that asks for keys; others do not look at it. */
  private static final String KEY = "Bearer the-users-secret";

  private PublishedApi api;

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response response = context.next(request, specification);
    String path = URI.create(request.getURI()).getPath();
    if (DESCRIBED.matcher(path).matches()) {
      api().check(request.getMethod(), path, response);
    }
    return response;
  }

  private synchronized PublishedApi api() {
    if (api == null) {
      String document =
          given().noFilters().header("Authorization", KEY).get("/q/openapi?format=json").asString();
      try {
        api = new PublishedApi(new ObjectMapper().readTree(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(document, e);
      }
    }
    return api;
  }
}
