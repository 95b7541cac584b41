package io.emend.inference.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A form with a picture in it. Read here and not by the framework, for which a form that breaks off
 * is a fault of its own.
 */
final class PictureForm {
  /** The part that is the picture. */
  static final String FILE = "file";

  private static final int MOST_PARTS = 1000;
  private static final int IN_MEMORY_ALREADY = -1;

  private PictureForm() {}

  /**
   * @throws EmendException {@code malformed_multipart}; {@code invalid_value} where there is no
   *     file
   */
  static byte[] file(MediaType type, byte[] body) {
    String boundary = type.getParameters().get("boundary");
    if (boundary == null || boundary.isBlank()) {
      throw malformed("Content-Type must name a boundary");
    }
    HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    // The boundary alone: other parameters mean nothing in this type.
    head.headers()
        .set(
            HttpHeaderNames.CONTENT_TYPE,
            MediaType.MULTIPART_FORM_DATA + "; boundary=\"" + boundary + "\"");
    try {
      return file(head, body);
    } catch (TooManyFormFieldsException e) {
      throw malformed("the form must have at most " + MOST_PARTS + " parts");
    } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw malformed("the form must be parts between boundaries, after RFC 7578");
    }
  }

  private static byte[] file(HttpRequest head, byte[] body) {
    HttpPostMultipartRequestDecoder form =
        new HttpPostMultipartRequestDecoder(
            new DefaultHttpDataFactory(false),
            head,
            StandardCharsets.UTF_8,
            MOST_PARTS,
            IN_MEMORY_ALREADY);
    try {
      form.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
      if (form.currentPartialHttpData() != null) {
        throw malformed("the form must not break off: its last boundary is missing");
      }
      return only(form.getBodyHttpDatas()).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      form.destroy();
    }
  }

  /** A part that is passed over would be a picture or a setting that its sender relies on. */
  private static HttpData only(List<InterfaceHttpData> parts) {
    List<HttpData> files =
        parts.stream()
            .filter(part -> part.getName().equals(FILE))
            .filter(HttpData.class::isInstance)
            .map(HttpData.class::cast)
            .toList();
    if (files.size() != 1) {
      throw EmendException.invalid(FILE, "must be one part of the form", files.size() + " parts");
    }
    if (parts.size() > 1) {
      String other =
          parts.stream()
              .map(InterfaceHttpData::getName)
              .filter(n -> !n.equals(FILE))
              .findFirst()
              .orElse("");
      throw EmendException.unknownField(other, FILE);
    }
    return files.get(0);
  }

  private static EmendException malformed(String detail) {
    return new EmendException(
        ErrorCode.MALFORMED_MULTIPART, detail, Map.of("field", FILE, "rule", detail));
  }
}
