package io.emend.command.option;

import picocli.CommandLine.Option;

/** Options of {@code serve}; what is not given is left to the configuration. */
public final class ServeOptions {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 picks a free one (default: quarkus.http.port, or 8080).")
  public Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (default: quarkus.http.host, or 127.0.0.1).")
  public String host;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;
}
