/** REST for evaluations of one model, or of two against each other. */
package io.emend.admin.evaluations;
