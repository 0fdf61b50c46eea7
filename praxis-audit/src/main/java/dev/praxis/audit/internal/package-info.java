/** How files of evidence are written. For this module only. */
@NullMarked
package dev.praxis.audit.internal;

import org.jspecify.annotations.NullMarked;
