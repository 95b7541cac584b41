/** What runs long, whatever it does: where it stands. Calls nothing. */
package io.emend.operation;
