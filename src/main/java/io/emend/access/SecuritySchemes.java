package io.emend.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Tells readers of the API's description how to authenticate. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class SecuritySchemes implements OASFilter {
  private static final String NAME = "bearer";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents()
        .addSecurityScheme(
            NAME,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key of this server, or a token of its identity provider."));
    api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(NAME)));
  }
}
