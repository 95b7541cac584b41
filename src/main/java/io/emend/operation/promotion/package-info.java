/**
 * Which adapter is in production, and the gate before it. Called by admin; calls the registry, and
 * evaluations for what justifies a promotion.
 */
package io.emend.operation.promotion;
