/** The praxis home on disk: private, outside of every work tree, usable. */
@NullMarked
package dev.praxis.execution.home;

import org.jspecify.annotations.NullMarked;
