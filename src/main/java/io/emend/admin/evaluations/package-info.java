/**
 * Evaluations of one model or two, run one after the other in this process and kept under {@code
 * evaluations/}. Calls evaluation, and preference for what the models were trained on.
 */
package io.emend.admin.evaluations;
