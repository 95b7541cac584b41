package io.emend.inference.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ServedModel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that answer, in OpenAI's schema. */
@Path("/v1/models")
@Tag(name = "openai")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private final ModelCatalog catalog;

  ModelsResource(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** A list as OpenAI wraps it. */
  public record Models(String object, List<ModelEntry> data) {}

  /** A model; the last fields are vLLM's: an adapter's parent is its base model. */
  public record ModelEntry(
      String id,
      String object,
      long created,
      @JsonProperty("owned_by") String ownedBy,
      String root,
      String parent,
      @JsonProperty("max_model_len") Integer maxLength) {}

  @GET
  @Operation(summary = "List models")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready")
  public Models list() {
    return new Models("list", catalog.models().stream().map(ModelsResource::entry).toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Get a model")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready,model_not_found")
  public ModelEntry get(@PathParam("id") String id) {
    catalog.require(id);
    return list().data().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
  }

  private static ModelEntry entry(ServedModel model) {
    return new ModelEntry(
        model.name(),
        "model",
        model.created().getEpochSecond(),
        "emend",
        model.root(),
        model.parent(),
        model.contextLength());
  }
}
