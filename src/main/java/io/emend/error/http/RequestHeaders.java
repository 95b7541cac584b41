package io.emend.error.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses what says of itself that it cannot be read, before anything is chosen by it: media types
 * that are none, bodies of an unknown type, compressed bodies. {@link UnreadableRequests} asks it
 * about {@code Accept}.
 */
@Provider
@PreMatching
public final class RequestHeaders implements ContainerRequestFilter {
  private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]++";
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";

  /** A weight is a number, though not all clients write the zero before its point. */
  private static final String PARAMETER =
      "(?:[qQ]=(?:[01](?:\\.\\d*+)?|\\.\\d++)|(?![qQ]=)"
          + TOKEN
          + "=(?:"
          + TOKEN
          + "|"
          + QUOTED
          + "))";

  private static final String PARAMETERS = "(?:\\s*;\\s*" + PARAMETER + "?)*+";

  /** As RFC 9110 has it. */
  private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + PARAMETERS);

  /** Java's own client says {@code *} for all. */
  private static final String MEDIA_RANGE = "(?:" + TOKEN + "/" + TOKEN + "|\\*)" + PARAMETERS;

  private static final Pattern ONE_RANGE = Pattern.compile(MEDIA_RANGE);

  private static final Pattern UNWANTED =
      Pattern.compile(";\\s*[qQ]=(?:0(?:\\.0*+)?|\\.0++)\\s*(?:;|$)");

  private static final Pattern MEDIA_RANGES =
      Pattern.compile("\\s*" + MEDIA_RANGE + "(?:\\s*,\\s*" + MEDIA_RANGE + ")*+\\s*");

  @Override
  public void filter(ContainerRequestContext request) {
    MultivaluedMap<String, String> headers = request.getHeaders();
    // One without a word wants anything, as none at all does.
    if (headers.getOrDefault(HttpHeaders.ACCEPT, List.of()).stream().allMatch(String::isBlank)) {
      headers.remove(HttpHeaders.ACCEPT);
    }
    headers.getOrDefault(HttpHeaders.CONTENT_TYPE, List.of()).forEach(RequestHeaders::typed);
    if (hasBody(headers)) {
      body(headers);
    } else if (isForm(headers)) {
      headers.remove(HttpHeaders.CONTENT_TYPE);
    }
  }

  /** What some clients call every body, also the one that they do not send. */
  private static boolean isForm(MultivaluedMap<String, String> headers) {
    String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED);
  }

  /**
   * @throws EmendException {@code malformed_header}, or {@code not_acceptable} for who wants
   *     nothing
   */
  static void acceptable(String accept) {
    if (accept.isBlank()) {
      return;
    }
    if (!MEDIA_RANGES.matcher(accept).matches()) {
      String rule = "must be a list of media types such as application/json";
      throw EmendException.refused(ErrorCode.MALFORMED_HEADER, HttpHeaders.ACCEPT, rule, accept);
    }
    boolean wantsNothing =
        ONE_RANGE
            .matcher(accept)
            .results()
            .allMatch(range -> UNWANTED.matcher(range.group()).find());
    if (wantsNothing) {
      String rule = "must include a type that is wanted";
      throw EmendException.refused(ErrorCode.NOT_ACCEPTABLE, HttpHeaders.ACCEPT, rule, accept);
    }
  }

  private static void typed(String type) {
    if (!MEDIA_TYPE.matcher(type.strip()).matches()) {
      String rule = "must be a media type such as application/json";
      throw EmendException.refused(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.CONTENT_TYPE, rule, type);
    }
  }

  private static boolean hasBody(MultivaluedMap<String, String> headers) {
    String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
    return headers.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private static void body(MultivaluedMap<String, String> headers) {
    if (!headers.containsKey(HttpHeaders.CONTENT_TYPE)) {
      String rule = "must say what the body is, such as application/json";
      throw EmendException.refused(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.CONTENT_TYPE, rule, "absent");
    }
    String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      String rule = "must be identity: bodies are not decompressed";
      throw EmendException.refused(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.CONTENT_ENCODING, rule, encoding);
    }
  }
}
