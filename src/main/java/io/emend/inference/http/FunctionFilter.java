package io.emend.inference.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Map;

/** Tells who asks for a function that is switched off that it is, and not merely nowhere. */
@jakarta.ws.rs.ext.Provider
@PreMatching
public final class FunctionFilter implements ContainerRequestFilter {
  private final Provider<FunctionsConfig> config;

  /** Filters are made before the configuration is read. */
  FunctionFilter(Provider<FunctionsConfig> config) {
    this.config = config;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    ServedFunction.at(request.getUriInfo().getPath())
        .filter(function -> !config.get().functions().contains(function))
        .ifPresent(
            function -> {
              throw off(function);
            });
  }

  private static EmendException off(ServedFunction function) {
    return new EmendException(
        ErrorCode.FUNCTION_OFF,
        "the function " + function.word() + " is switched off here, see emend.functions",
        Map.of("function", function.word()));
  }
}
