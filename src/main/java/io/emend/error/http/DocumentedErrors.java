package io.emend.error.http;

import io.emend.error.ErrorCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Describes each operation's errors from the catalogue: its method names the codes in an extension
 * {@value #CODES}; those that any operation has are added here.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentedErrors implements OASFilter {
  /** The extension that names codes, separated by commas. */
  public static final String CODES = "x-error-codes";

  /** What can be wrong with a picture that is sent. */
  public static final String PICTURE =
      "invalid_value,image_corrupt,image_unsupported,image_too_large,store_failed";

  /** What can be wrong with a picture that is sent to be kept. */
  public static final String UPLOAD = PICTURE + ",malformed_multipart";

  /** What can go wrong with an engine that is another server. */
  public static final String ENGINE =
      "engine_unreachable,engine_unauthorized,engine_model_absent,engine_failed"
          + ",engine_interrupted,engine_timeout,engine_response_invalid,engine_request_refused"
          + ",engine_unsupported";

  /** What can go wrong with an answer to a question about a picture. */
  public static final String ANSWER =
      PICTURE
          + ",image_not_found,url_refused,url_unreachable,store_not_configured,model_not_found"
          + ",model_not_ready,context_too_long,queue_full,deadline_exceeded,malformed_json"
          + ","
          + ENGINE;

  /** What is told before an operation begins. */
  private static final Set<ErrorCode> OF_ALL =
      EnumSet.of(
          ErrorCode.MALFORMED_HEADER,
          ErrorCode.UNKNOWN_FIELD,
          ErrorCode.UNAUTHENTICATED,
          ErrorCode.ROLE_MISSING,
          ErrorCode.HOST_REFUSED,
          ErrorCode.ORIGIN_REFUSED,
          ErrorCode.FUNCTION_OFF,
          ErrorCode.NOT_ACCEPTABLE,
          ErrorCode.BODY_TOO_LARGE,
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          ErrorCode.INTERNAL);

  private static final String PROBLEM = "Problem";

  @Override
  public Operation filterOperation(Operation operation) {
    codes(operation).stream()
        .collect(
            Collectors.groupingBy(
                code -> code.category().status(), TreeMap::new, Collectors.toList()))
        .forEach(
            (status, codes) ->
                operation.getResponses().addAPIResponse(String.valueOf(status), response(codes)));
    return operation;
  }

  private static Set<ErrorCode> codes(Operation operation) {
    Set<ErrorCode> codes = EnumSet.copyOf(OF_ALL);
    if (operation.getExtensions() != null && operation.getExtensions().get(CODES) != null) {
      Arrays.stream(String.valueOf(operation.getExtensions().get(CODES)).split(","))
          .map(code -> ErrorCode.valueOf(code.strip().toUpperCase(Locale.ROOT)))
          .forEach(codes::add);
    }
    return codes;
  }

  private static APIResponse response(List<ErrorCode> codes) {
    Schema code = OASFactory.createSchema();
    codes.forEach(each -> code.addEnumeration(each.code()));
    Schema schema =
        OASFactory.createSchema()
            .addAllOf(OASFactory.createSchema().ref(PROBLEM))
            .addAllOf(OASFactory.createSchema().addProperty("code", code));
    return OASFactory.createAPIResponse()
        .description(
            codes.stream()
                .map(each -> "`" + each.code() + "`: " + each.title())
                .collect(Collectors.joining("; ")))
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json", OASFactory.createMediaType().schema(schema)));
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema(PROBLEM, problem());
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("RFC 9457, with a stable code and what the caller can act on")
        .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
        .addProperty("title", text("what kind of error"))
        .addProperty("detail", text("what happened"))
        .addProperty("instance", text("the request's path"))
        .addProperty("code", text("stable"))
        .addProperty("field", text("the field at fault"))
        .addProperty("rule", text("what the field must be"))
        .addProperty("value", OASFactory.createSchema().description("what it was"))
        .addProperty(
            "faults",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().addType(SchemaType.OBJECT))
                .description(
                    "what is wrong with a source: line or row, field, rule, value, detail"))
        .addProperty(
            "more",
            OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .description("faults of a source that are not listed"))
        .addProperty("errorId", text("under which the log has an internal error's cause"))
        .addRequired("status")
        .addRequired("title")
        .addRequired("code");
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
