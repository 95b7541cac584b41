/**
 * The answer function: questions about a picture, asked of the model in service. Called by
 * correction, evaluation and commands; calls storage and the engine. Rooms: {@code embedded} (the
 * model in this process), {@code checkpoint} (names and files of models), {@code answer}, {@code
 * image}, {@code http}, {@code openai}, {@code registry} and {@code adapter}.
 */
package io.emend.inference;
