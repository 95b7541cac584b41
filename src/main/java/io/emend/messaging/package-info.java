/**
 * Topics: events over Kafka, or within the process where no broker is configured. Called by admin
 * and correction; calls error only.
 */
package io.emend.messaging;
