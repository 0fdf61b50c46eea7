/** Where praxis keeps its files. Names places only; touches none. */
@NullMarked
package dev.praxis.api.home;

import org.jspecify.annotations.NullMarked;
