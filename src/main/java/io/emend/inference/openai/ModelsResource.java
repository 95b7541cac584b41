package io.emend.inference.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.embedded.ServedAdapters;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.model.ModelProfile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models that answer, in OpenAI's schema. */
@Path("/v1/models")
@Tag(name = "openai")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private final ServingModel model;
  private final ServedAdapters adapters;
  private final long created = Instant.now().getEpochSecond();

  ModelsResource(ServingModel model, ServedAdapters adapters) {
    this.model = model;
    this.adapters = adapters;
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
      @JsonProperty("max_model_len") int maxLength) {}

  @GET
  @Operation(summary = "The models that answer")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready")
  public Models list() {
    ModelProfile profile = model.profile();
    Stream<ModelEntry> more = adapters.adapters().stream().map(each -> entry(profile, each));
    return new Models("list", Stream.concat(Stream.of(entry(profile)), more).toList());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One model")
  @Extension(name = DocumentedErrors.CODES, value = "model_not_ready,model_not_found")
  public ModelEntry get(@PathParam("id") String id) {
    model.require(id);
    return list().data().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
  }

  private ModelEntry entry(ModelProfile base) {
    return new ModelEntry(
        base.id(), "model", created, "emend", base.id(), null, base.contextLength());
  }

  private static ModelEntry entry(ModelProfile base, RegisteredAdapter adapter) {
    return new ModelEntry(
        adapter.id(),
        "model",
        adapter.registered().getEpochSecond(),
        "emend",
        adapter.location(),
        base.id(),
        base.contextLength());
  }
}
