/** {@code /admin/v1/engines}: what answers. Calls the port of the model. */
package io.emend.admin.engines;
