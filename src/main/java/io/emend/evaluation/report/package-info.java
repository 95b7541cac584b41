/** A comparison of two models as one HTML page; reads evaluation's records, and nothing else. */
package io.emend.evaluation.report;
