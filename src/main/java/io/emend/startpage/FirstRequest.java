package io.emend.startpage;

import java.net.URI;

/**
 * A request that works as it stands, for those who do not know the API yet: a picture of a blue
 * square and a question about it, as a line for a shell.
 *
 * @param server where it is sent
 * @param key whether the server wants one, which the shell then has as {@code KEY}
 */
record FirstRequest(URI server, boolean key) {
  private static final String SQUARE =
      "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAABlBMVEVucngtUNcomSOpAAAAFUlEQVR42mNgGNqA/f//"
          + "B0OfMXQBAI4wP68Q8T+nAAAAAElFTkSuQmCC";
  private static final String COMMAND =
      "curl -s %s -H 'Content-Type: application/json'%s -d '{\"image\":"
          + "\"data:image/png;base64,%s\",\"question\":\"What color is the shape?\","
          + "\"options\":[\"red\",\"blue\"]}'";

  String command() {
    String credentials = key ? " -H \"Authorization: Bearer $KEY\"" : "";
    return COMMAND.formatted(server.resolve("/v1/inferences"), credentials, SQUARE);
  }
}
