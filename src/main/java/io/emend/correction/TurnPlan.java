package io.emend.correction;

import io.emend.generation.Sampling;
import io.emend.inference.Question;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ModelChoice;
import java.util.List;

/**
 * A question and the reviews that follow its answer.
 *
 * @param choice who answers all turns
 * @param pictures what is asked about, in order
 * @param review text of each further turn
 * @param rounds further turns, 0 for the answer alone
 */
public record TurnPlan(
    ModelChoice choice,
    Question question,
    List<ChatPicture> pictures,
    String review,
    int rounds,
    Sampling sampling) {}
