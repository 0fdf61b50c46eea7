/** What can be made of an audit log for people and other programs to look at. None of it is evidence: the log is. */
@NullMarked
package dev.praxis.audit.view;

import org.jspecify.annotations.NullMarked;
