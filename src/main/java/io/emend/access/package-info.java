/**
 * Who may call what: API keys from the configuration, tokens of an identity provider, and the
 * refusal to start open to the network. Used by nothing but the framework; calls the error
 * catalogue.
 */
package io.emend.access;
