/**
 * Administration over HTTP, under {@code /admin/v1}. Calls jobs and the option records of training,
 * evaluation and preference.
 */
package io.emend.admin;
