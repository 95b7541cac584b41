package io.emend.correction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.emend.correction.CorrectionResponse.Answer;

/** A piece of a correction on its way. Round 0 is the initial answer, 1 the first refined one. */
public sealed interface CorrectionEvent {

  /** The event's name in a stream. */
  String event();

  /** New text of a turn. */
  record Delta(int round, String delta) implements CorrectionEvent {
    @Override
    public String event() {
      return turn(round);
    }
  }

  /** A turn's whole answer. */
  record Answered(int round, @JsonUnwrapped Answer answer) implements CorrectionEvent {
    @Override
    public String event() {
      return turn(round) + "_answer";
    }
  }

  /**
   * The end.
   *
   * @param response everything, as it is kept
   * @param asked how the turns were asked
   */
  record Finished(@JsonUnwrapped CorrectionResponse response, @JsonIgnore AskedTurns asked)
      implements CorrectionEvent {
    @Override
    public String event() {
      return "correction";
    }
  }

  private static String turn(int round) {
    return round == 0 ? "initial" : "refined";
  }
}
