package io.emend.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.http.DocumentedErrors;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetJson;
import io.emend.preference.DatasetManifest;
import io.emend.preference.DatasetStore;
import io.emend.preference.DatasetVersion;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.export.DatasetExporter;
import io.emend.preference.export.ExportFormat;
import io.emend.preference.export.ZipTarget;
import io.emend.preference.pair.PreferencePair;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Dataset versions: what is in them, and out with it. */
@Path("/admin/v1/datasets")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class DatasetsResource {
  private static final String ONE = "invalid_value,dataset_not_found,dataset_corrupt,store_failed";

  private final DatasetStore datasets;
  private final DatasetExporter exporter;

  DatasetsResource(DatasetStore datasets, DatasetExporter exporter) {
    this.datasets = datasets;
    this.exporter = exporter;
  }

  @GET
  @Operation(summary = "List dataset versions")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value,dataset_corrupt,store_failed")
  public ListPage<DatasetSummary> list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    Page page = Page.of(offset, limit);
    try (Stream<DatasetId> ids = datasets.list()) {
      return page.of(
          ids.sorted(DatasetId.IN_ORDER).toList(),
          id -> DatasetSummary.of(datasets.open(id).manifest()));
    }
  }

  @GET
  @Path("{name}/{version}")
  @Operation(summary = "Get a dataset version's manifest: counts, options, lineage, digests")
  @Extension(name = DocumentedErrors.CODES, value = ONE)
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DatasetManifest.class)))
  public JsonNode get(@PathParam("name") String name, @PathParam("version") String version) {
    return DatasetJson.tree(open(name, version).manifest());
  }

  private DatasetVersion open(String name, String version) {
    return datasets.open(new DatasetId(name, version));
  }

  @GET
  @Path("{name}/{version}/samples")
  @Operation(summary = "List samples with both responses")
  @Extension(name = DocumentedErrors.CODES, value = ONE)
  public ListPage<JsonNode> samples(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    Page page = Page.of(offset, limit);
    DatasetVersion dataset = open(name, version);
    Stream<LabelledCorrection> rows = dataset.samples(page.offset());
    int total = dataset.manifest().counts().samples();
    return page.cut(rows, total);
  }

  @GET
  @Path("{name}/{version}/pairs")
  @Operation(summary = "List preference pairs")
  @Extension(name = DocumentedErrors.CODES, value = ONE)
  public ListPage<JsonNode> pairs(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    Page page = Page.of(offset, limit);
    DatasetVersion dataset = open(name, version);
    Stream<PreferencePair> rows = dataset.pairs().skip(page.offset());
    int total = dataset.manifest().counts().pairs();
    return page.cut(rows, total);
  }

  @GET
  @Path("{name}/{version}/export")
  @Produces("application/zip")
  @Operation(summary = "Export the pairs with their images for another trainer, as a zip")
  @Extension(name = DocumentedErrors.CODES, value = ONE)
  @APIResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
  public Response export(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @QueryParam("format") String format) {
    ExportFormat as = ExportFormat.named(format);
    DatasetVersion dataset = open(name, version);
    String file = name + "-" + version + "-" + as.word() + ".zip";
    return Response.ok(zip(dataset, as), "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .build();
  }

  /** Written as it is read: a dataset with its pictures need not fit the memory. */
  private StreamingOutput zip(DatasetVersion dataset, ExportFormat format) {
    return out -> {
      try (ZipTarget target = new ZipTarget(out)) {
        exporter.export(dataset, format, target);
      }
    };
  }
}
