/**
 * Which adapter is in production, and the gate before it. Calls the registry, and evaluations for
 * what justifies a promotion.
 */
package io.emend.admin.adapters;
