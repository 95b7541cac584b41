package io.emend.inference.image;

import io.emend.error.http.DocumentedErrors;
import io.emend.inference.http.Accepted;
import io.emend.model.image.ImageType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pictures, kept by the digest of their bytes. */
@Path("/v1/images")
@Tag(name = "images")
public class ImagesResource {
  private static final String BINARY = "binary";

  private final ImageStore images;

  ImagesResource(ImageStore images) {
    this.images = images;
  }

  @POST
  @Blocking
  @Consumes({MediaType.APPLICATION_OCTET_STREAM, "image/*", MediaType.MULTIPART_FORM_DATA})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Upload an image, as the body or as the form part 'file'")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.UPLOAD)
  @APIResponse(
      responseCode = "201",
      description = "The image; Location is its URL",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = StoredImage.class)))
  public Response put(
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_OCTET_STREAM,
                    schema = @Schema(format = BINARY, type = SchemaType.STRING)),
                @Content(
                    mediaType = "image/*",
                    schema = @Schema(format = BINARY, type = SchemaType.STRING)),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA,
                    schema =
                        @Schema(
                            type = SchemaType.OBJECT,
                            requiredProperties = PictureForm.FILE,
                            properties =
                                @SchemaProperty(
                                    name = PictureForm.FILE,
                                    format = BINARY,
                                    type = SchemaType.STRING)))
              })
          byte[] body,
      @Context HttpHeaders headers) {
    StoredImage image = images.put(picture(body, headers.getMediaType()));
    return Response.created(URI.create(image.uri()))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(image)
        .build();
  }

  private static byte[] picture(byte[] body, MediaType type) {
    byte[] bytes = body == null ? new byte[0] : body;
    return MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(type)
        ? PictureForm.file(type, bytes)
        : bytes;
  }

  @GET
  @Blocking
  @Path("{id}")
  @Produces({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
  @Operation(summary = "Get an image")
  @Extension(name = DocumentedErrors.CODES, value = "image_not_found,store_failed")
  @APIResponse(
      responseCode = "200",
      description = "The bytes, with the type detected from them",
      content = {
        @Content(mediaType = "image/png"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/gif"),
        @Content(mediaType = "image/webp"),
        @Content(mediaType = "image/bmp")
      })
  public Response get(@PathParam("id") String id, @Context HttpHeaders headers) {
    byte[] bytes = images.get(id);
    MediaType type = MediaType.valueOf(ImageType.of(bytes).mediaType());
    Accepted.require(headers, type);
    return Response.ok(bytes, type)
        // A cache that others share must not answer those without a key, or another origin's pages.
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .header("Vary", "Origin")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
