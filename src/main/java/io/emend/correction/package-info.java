/**
 * The two-turn function: an answer, a review, a better answer. Called by evaluation and preference;
 * calls inference and storage. Room: {@code topic} (the function behind messaging).
 */
package io.emend.correction;
