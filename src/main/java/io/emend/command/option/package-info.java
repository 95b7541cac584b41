/** Options that several commands share. Called by commands. */
package io.emend.command.option;
