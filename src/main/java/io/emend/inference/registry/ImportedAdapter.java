package io.emend.inference.registry;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * Where an adapter that was trained elsewhere is from.
 *
 * @param source directory or {@code s3://} name that it was brought in from
 * @param digests SHA-256 of its files by their names
 * @param by who brought it in, null if nobody is known
 * @param baseModel what it names as its base, null if nothing
 * @param warnings what a person should know, such as another base
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedAdapter(
    String source,
    Map<String, String> digests,
    String by,
    String baseModel,
    List<String> warnings) {

  public ImportedAdapter {
    require(source != null && !source.isBlank(), "source", "must be given", source);
    digests = digests == null ? Map.of() : Map.copyOf(digests);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
