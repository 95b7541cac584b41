/** Dataset versions in the row formats of other trainers, with the pictures beside the rows. */
package io.emend.preference.export;
