package io.emend.inference.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.emend.error.DocumentedErrors;
import io.emend.inference.ServingModel;
import io.emend.model.ModelProfile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that answer, in OpenAI's schema. */
@Path("/v1/models")
@Tag(name = "openai")
public class ModelsResource {
  private final ServingModel model;
  private final long created = Instant.now().getEpochSecond();

  ModelsResource(ServingModel model) {
    this.model = model;
  }

  /** A list as OpenAI wraps it. */
  public record Models(String object, List<ModelEntry> data) {}

  /** A model; the last field is vLLM's. */
  public record ModelEntry(
      String id,
      String object,
      long created,
      @JsonProperty("owned_by") String ownedBy,
      @JsonProperty("max_model_len") int maxLength) {}

  @GET
  @Operation(summary = "The models that answer")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready")
  public Models list() {
    return new Models("list", List.of(entry()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One model")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready,model_not_found")
  public ModelEntry get(@PathParam("id") String id) {
    model.require(id);
    return entry();
  }

  private ModelEntry entry() {
    ModelProfile profile = model.profile();
    return new ModelEntry(profile.id(), "model", created, "emend", profile.contextLength());
  }
}
