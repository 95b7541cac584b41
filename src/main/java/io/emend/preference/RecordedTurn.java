package io.emend.preference;

import static io.emend.error.EmendException.require;

/**
 * What a model said in one turn.
 *
 * @param answer as extracted; null when unparsed
 */
public record RecordedTurn(String response, String answer) {

  public RecordedTurn {
    require(response != null, "response", "must be there", response);
  }

  public boolean parsed() {
    return answer != null;
  }
}
