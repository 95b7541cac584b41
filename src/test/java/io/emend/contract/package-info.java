/** Holds what the integration tests are answered against the API's published description. */
package io.emend.contract;
