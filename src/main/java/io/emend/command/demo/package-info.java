/** The command {@code demo}: the whole method on drifted scenes, over the API of a server. */
package io.emend.command.demo;
