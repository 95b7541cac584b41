/**
 * The synthetic visual question set that the bundled model knows: scenes of coloured shapes by
 * domain and split. Everything follows from a name and an index; nothing is stored. Rooms: {@code
 * picture}, {@code question} and {@code lesson}.
 */
package io.emend.scenes;
