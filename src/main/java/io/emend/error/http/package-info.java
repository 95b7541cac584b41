/**
 * Errors as RFC 9457 problem documents: exception mappers, failures before any resource, and their
 * description in OpenAPI. Called by the framework, and by whoever writes a response itself.
 */
package io.emend.error.http;
