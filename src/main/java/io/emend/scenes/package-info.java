/**
 * The synthetic visual question set that the bundled model knows: scenes of coloured shapes, their
 * pictures, questions with reasoned responses, and the texts that teach a model to answer them.
 * Everything follows from a name and an index; nothing is stored.
 */
package io.emend.scenes;
