/** Reads facts about the machine that praxis runs on. */
@NullMarked
package dev.praxis.cli.observe;

import org.jspecify.annotations.NullMarked;
