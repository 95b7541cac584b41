/** REST for adapters: the list, imports, promotion and rollback. Calls operation.promotion. */
package io.emend.admin.adapters;
