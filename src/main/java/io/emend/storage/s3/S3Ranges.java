package io.emend.storage.s3;

import io.emend.storage.file.FileRange;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;

/**
 * Ranges of objects to files, by the JDK's own connections. The HTTP client under the MinIO client
 * hands over 8 KiB at a time, which takes four times as long on a fast network. Blocking reads of
 * this size are so few that a process that has just started is nearly as fast as one whose code is
 * compiled. Proxy, trust store and name service are the JVM's, as for all other calls.
 */
record S3Ranges(S3Config config) {
  private static final int PARTIAL_CONTENT = 206;

  /** Most that is read and written at once, in bytes. */
  private static final int CHUNK = 1 << 20;

  /**
   * Blocks.
   *
   * @param etag of the version that is meant
   * @return CRC-32C of the range
   * @throws ServerException for another answer than the range
   * @throws IOException for none, or one that breaks off
   */
  int read(URL link, String etag, FileRange range) throws IOException, ServerException {
    HttpURLConnection call = open(link);
    call.setRequestProperty("If-Match", '"' + etag + '"');
    call.setRequestProperty("Range", range.header());
    Timer.Sample time = Timer.start();
    Exception failure = null;
    try {
      return answer(call, range);
    } catch (ServerException | IOException e) {
      call.disconnect();
      failure = e;
      throw e;
    } finally {
      time.stop(timer(call.getURL(), failure));
    }
  }

  private HttpURLConnection open(URL url) throws IOException {
    HttpURLConnection call = (HttpURLConnection) url.openConnection();
    call.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
    call.setReadTimeout(Math.toIntExact(config.silenceTimeout().toMillis()));
    // A signature is for one server; another is not to be asked with it.
    call.setInstanceFollowRedirects(false);
    return call;
  }

  private static int answer(HttpURLConnection call, FileRange range)
      throws IOException, ServerException {
    int status = call.getResponseCode();
    if (status != PARTIAL_CONTENT) {
      String answer = status + " " + call.getResponseMessage();
      throw new ServerException("a range of it was answered with " + answer, status, null);
    }
    byte[] chunk = new byte[CHUNK];
    try (InputStream content = call.getInputStream()) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        range.write(ByteBuffer.wrap(chunk, 0, read));
      }
    }
    return range.crc32c();
  }

  /** As the MinIO client's calls are counted. */
  private static Timer timer(URL url, Exception failure) {
    int status = failure instanceof ServerException server ? server.statusCode() : PARTIAL_CONTENT;
    boolean none = failure instanceof IOException;
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    return Timer.builder(S3Connection.TRIES)
        .tags("method", "GET", "uri", "none", "host", url.getHost())
        .tags("status", none ? "IO_ERROR" : Integer.toString(status))
        .tags("outcome", none ? Outcome.UNKNOWN.name() : Outcome.forStatus(status).name())
        .tags("target.scheme", url.getProtocol(), "target.host", url.getHost())
        .tags("target.port", Integer.toString(port))
        .register(Metrics.globalRegistry);
  }
}
