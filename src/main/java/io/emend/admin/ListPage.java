package io.emend.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What every list answers: a page of it.
 *
 * @param next offset of the page that follows, absent after the last one
 * @param total rows in all; absent where nobody counts them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListPage<T>(List<T> data, Long next, Long total) {}
