/**
 * What stands between tower and text model: each connector's source defines {@code connect(x)}.
 * Called by families, which choose one.
 */
package io.emend.model.connector;
