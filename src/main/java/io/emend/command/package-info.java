/** What a person types: one class a command. Starts everything else; nothing calls it. */
package io.emend.command;
