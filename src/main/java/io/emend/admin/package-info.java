/**
 * REST for administration, under {@code /admin/v1}: collections and datasets, training jobs,
 * evaluations, adapters. Called by nothing; calls operation and the services that do the work. No
 * life cycles and no threads here.
 */
package io.emend.admin;
