/**
 * What this process may use of the machine it runs on: processors and memory, within the limits of
 * its control groups.
 */
package io.emend.model.host;
