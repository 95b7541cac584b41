/**
 * Which option, or which text, a response gives as its answer. Pure text; called by inference,
 * correction and evaluation.
 */
package io.emend.inference.answer;
