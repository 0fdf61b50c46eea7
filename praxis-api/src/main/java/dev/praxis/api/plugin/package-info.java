/** How plugins are found, named and checked. */
@NullMarked
package dev.praxis.api.plugin;

import org.jspecify.annotations.NullMarked;
