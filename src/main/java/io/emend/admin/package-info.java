/**
 * REST for administration, under {@code /admin/v1}: collections and datasets, training jobs,
 * evaluations, adapters. Called by nothing; calls the services that do the work.
 */
package io.emend.admin;
