/**
 * REST for administration: collections and datasets, training jobs, evaluations, adapters. Called
 * by nothing; calls the services that do the work.
 */
package io.emend.admin;
