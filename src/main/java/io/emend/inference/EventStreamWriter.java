package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes an event stream as its events come, and stops the work behind it when the client goes. The
 * framework's own streams are chosen by the resource method; here the request's body chooses.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public final class EventStreamWriter implements ServerMessageBodyWriter<EventStream> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return EventStream.class.isAssignableFrom(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return EventStream.class.isAssignableFrom(type);
  }

  @Override
  public void writeResponse(EventStream stream, Type genericType, ServerRequestContext context) {
    ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
    request.suspend();
    ServerHttpResponse response = context.serverResponse();
    response.setChunked(true);
    response.setResponseHeader("Cache-Control", "no-cache");
    Cancellable subscription =
        stream
            .events()
            .subscribe()
            .with(
                event -> send(response, event),
                failure -> {
                  send(response, EventStream.data(error(failure)));
                  end(request, response);
                },
                () -> end(request, response));
    response.addCloseHandler(subscription::cancel);
  }

  private static void send(ServerHttpResponse response, String event) {
    if (!response.closed()) {
      response.write(event.getBytes(StandardCharsets.UTF_8), failure -> {});
    }
  }

  private static void end(ResteasyReactiveRequestContext request, ServerHttpResponse response) {
    if (!response.closed()) {
      response.end();
    }
    request.close();
  }

  /** The status line is gone by now, so the error travels as an event, in OpenAI's form. */
  private static String error(Throwable failure) {
    ErrorCode code = failure instanceof EmendException known ? known.code() : ErrorCode.INTERNAL;
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code.code(), code.title());
  }

  /** Seven parameters, since the interface has them. */
  @Override
  @SuppressWarnings("checkstyle:parameternumber")
  public void writeTo(
      EventStream stream,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException("event streams are written reactively");
  }
}
