package io.emend.error.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not have: one that is passed over would filter
 * nothing in silence. Not those of OpenAI's API, whose clients add parameters of other servers.
 */
final class UnknownQueryParameters {
  private static final Set<String> OPENAI = Set.of("/v1/chat/completions", "/v1/models");

  @ServerRequestFilter
  void refuse(ResourceInfo operation, UriInfo uri) {
    Set<String> given = uri.getQueryParameters().keySet();
    if (given.isEmpty() || OPENAI.stream().anyMatch(uri.getPath()::startsWith)) {
      return;
    }
    Set<String> known =
        Stream.of(operation.getResourceMethod().getParameters())
            .map(UnknownQueryParameters::name)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : given) {
      List<String> values = uri.getQueryParameters().get(name);
      EmendException.require(values.size() == 1, name, "must be given once", values);
      if (!known.contains(name)) {
        throw known.isEmpty()
            ? EmendException.refused(
                ErrorCode.UNKNOWN_FIELD,
                name,
                "must be left out: no query is known here",
                query(uri))
            : EmendException.unknownField(name, String.join(", ", known));
      }
    }
  }

  private static String query(UriInfo uri) {
    return String.valueOf(uri.getRequestUri().getRawQuery());
  }

  private static String name(Parameter parameter) {
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    return query == null ? "" : query.value();
  }
}
