/**
 * What a person types: one class a command, and {@code StartSettings}, which must be known before
 * Quarkus starts. Starts everything else; nothing calls it. Rooms: {@code demo}, {@code option}
 * (options shared by commands) and {@code terminal} (progress and log lines).
 */
package io.emend.command;
