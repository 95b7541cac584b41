/**
 * What a person types: one class a command. Starts everything else; nothing calls it. Rooms: {@code
 * demo}, {@code option} (options shared by commands) and {@code terminal} (progress and log lines).
 */
package io.emend.command;
