/**
 * The answer function: questions about pictures, asked of the model in service. Called by
 * correction, evaluation and commands; calls storage and the port. Rooms: {@code chat} (the port to
 * the model), {@code embedded} (the model in this process), {@code checkpoint} (names and files of
 * models), {@code answer}, {@code image}, {@code http}, {@code openai}, {@code registry} and {@code
 * adapter}.
 */
package io.emend.inference;
