/** The packaged app as processes of a test, and the servers that several test classes share. */
package io.emend.command.app;
