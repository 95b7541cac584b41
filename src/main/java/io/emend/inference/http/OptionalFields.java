package io.emend.inference.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Says in the API's description what holds for every field that is not required: null is as good as
 * leaving it out, in requests and in answers. And that JSON of any shape is just that, where the
 * framework describes the class that holds it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OptionalFields implements OASFilter {
  private static final String ANY = "JsonNode";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
      return;
    }
    Map<String, Schema> schemas = new LinkedHashMap<>(api.getComponents().getSchemas());
    schemas.remove("JsonNodeType");
    schemas.put(ANY, OASFactory.createSchema().description("JSON of any shape"));
    schemas.values().forEach(OptionalFields::describe);
    api.getComponents().setSchemas(schemas);
  }

  private static void describe(Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    Map<String, Schema> properties = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach(
            (name, field) -> properties.put(name, required.contains(name) ? field : orNull(field)));
    schema.setProperties(properties);
  }

  private static Schema orNull(Schema field) {
    if (field.getRef() != null) {
      return field.getRef().endsWith("/" + ANY)
          ? OASFactory.createSchema().ref(field.getRef()).description(field.getDescription())
          : OASFactory.createSchema()
              .description(field.getDescription())
              .addAnyOf(OASFactory.createSchema().ref(field.getRef()))
              .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    if (field.getType() != null && !field.getType().contains(SchemaType.NULL)) {
      field.addType(SchemaType.NULL);
      if (field.getEnumeration() != null) {
        List<Object> words = new ArrayList<>(field.getEnumeration());
        words.add(null);
        field.setEnumeration(words);
      }
    }
    return field;
  }
}
