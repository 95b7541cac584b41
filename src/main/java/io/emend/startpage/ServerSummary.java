package io.emend.startpage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.ServedFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server is and where to go on.
 *
 * @param name of the application
 * @param functions that are switched on
 * @param model the base model; null where this server has none
 * @param state {@code ready}, or why no question is answered
 * @param links paths by what is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerSummary(
    String name,
    String version,
    List<String> functions,
    String model,
    String state,
    Map<String, String> links) {
  static final String DESCRIPTION = "/q/openapi";
  static final String PAGES = "/q/swagger-ui/";

  static ServerSummary of(String version, FunctionsConfig config, ModelLifecycle model) {
    String unavailableReason = model.serving() ? model.unavailableReason() : "";
    return new ServerSummary(
        "emend",
        version,
        config.functions().stream().sorted().map(ServedFunction::word).toList(),
        model.serving() ? model.name().orElse(null) : null,
        unavailableReason.isEmpty() ? "ready" : unavailableReason,
        places());
  }

  private static Map<String, String> places() {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("description", DESCRIPTION);
    links.put("pages", PAGES);
    links.put("health", "/q/health");
    links.put("metrics", "/q/metrics");
    return links;
  }
}
