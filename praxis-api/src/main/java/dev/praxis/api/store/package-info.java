/** The fact store SPI. The contract of every store is numbered; the test kit carries the numbers. */
@NullMarked
package dev.praxis.api.store;

import org.jspecify.annotations.NullMarked;
