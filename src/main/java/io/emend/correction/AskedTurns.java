package io.emend.correction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.generation.Sampling;

/**
 * How a correction was asked, defaults filled in.
 *
 * @param prompt the first turn's whole text, as the model got it
 * @param review the second turn's text
 * @param base name of the base model
 * @param adapter null for the base model alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AskedTurns(
    String prompt, String review, Sampling sampling, String base, String adapter) {}
