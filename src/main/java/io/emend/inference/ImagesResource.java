package io.emend.inference;

import io.emend.error.DocumentedErrors;
import io.emend.error.EmendException;
import io.emend.model.image.ImageType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Pictures, kept by the digest of their bytes. */
@Path("/v1/images")
@Tag(name = "images")
public class ImagesResource {
  private final ImageStore images;

  ImagesResource(ImageStore images) {
    this.images = images;
  }

  @POST
  @Blocking
  @Consumes({MediaType.APPLICATION_OCTET_STREAM, "image/*"})
  @Operation(summary = "Keep an image, sent as the body")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.PICTURE)
  public Response put(byte[] bytes) {
    return created(images.put(bytes));
  }

  @POST
  @Blocking
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Keep an image, sent as the form's part 'file'")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.PICTURE)
  public Response upload(@RestForm("file") FileUpload file) {
    if (file == null) {
      throw EmendException.invalid("file", "must be a part of the form", null);
    }
    try {
      return created(images.put(Files.readAllBytes(file.uploadedFile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response created(StoredImage image) {
    return Response.created(URI.create(image.uri()))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(image)
        .build();
  }

  @GET
  @Blocking
  @Path("{id}")
  @Operation(summary = "An image's bytes")
  @Extension(name = DocumentedErrors.CODES, value = "image_not_found,store_failed")
  public Response get(@PathParam("id") String id) {
    byte[] bytes = images.get(id);
    return Response.ok(bytes, ImageType.of(bytes).mediaType())
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
