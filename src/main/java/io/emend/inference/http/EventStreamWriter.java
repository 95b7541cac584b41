package io.emend.inference.http;

import io.emend.error.http.ProblemDocument;
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
    Writing writing = new Writing(stream, request);
    Cancellable subscription =
        stream.events().subscribe().with(writing::send, writing::fail, writing::end);
    request.serverResponse().addCloseHandler(subscription::cancel);
  }

  /** One response being written; the stream tells it one thing at a time. */
  private static final class Writing {
    private final EventStream stream;
    private final ResteasyReactiveRequestContext request;
    private final ServerHttpResponse response;
    private boolean started;

    Writing(EventStream stream, ResteasyReactiveRequestContext request) {
      this.stream = stream;
      this.request = request;
      this.response = request.serverResponse();
    }

    void send(String event) {
      if (response.closed()) {
        return;
      }
      if (!started) {
        started = true;
        response.setChunked(true);
        response.setResponseHeader("Cache-Control", "no-cache");
      }
      response.write(event.getBytes(StandardCharsets.UTF_8), failure -> {});
    }

    /** Before the first event there is a status line still to say it with. */
    void fail(Throwable failure) {
      if (started) {
        String path = request.getUriInfo().getPath();
        send(stream.failed().apply(ProblemDocument.complete(failure, path)));
        end();
      } else {
        request.resume(failure);
      }
    }

    void end() {
      if (!response.closed()) {
        response.end();
      }
      request.close();
    }
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
