package io.emend.command.option;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.AskedServer;
import io.emend.error.EmendException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which server answers, for commands that can leave it to one. */
public final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "URL of a running server to use (default: load the model in this process).")
  public URI server;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the API key for the server.")
  Path keyFile;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "Seconds to wait for a server that scales up from zero (default: ${DEFAULT-VALUE}).",
      defaultValue = "300")
  long wait;

  /** The server, if one is named. */
  public Optional<AskedServer> server(ObjectMapper json) {
    return Optional.ofNullable(server)
        .map(uri -> new AskedServer(checked(uri), key(), Duration.ofSeconds(wait), json));
  }

  private static URI checked(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw EmendException.invalid("--server", "must be an http: or https: URL", uri);
    }
    return uri;
  }

  private Optional<String> key() {
    try {
      return keyFile == null ? Optional.empty() : Optional.of(Files.readString(keyFile).strip());
    } catch (IOException e) {
      throw EmendException.invalid("--key-file", "must be a file that can be read", keyFile);
    }
  }
}
