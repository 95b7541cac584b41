/**
 * What a person sees on standard error: progress bars, their plain lines, and the log. Called by
 * commands.
 */
package io.emend.command.terminal;
