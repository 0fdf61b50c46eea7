/** Records to a syslog collector: RFC 5424 over TLS (RFC 5425), TCP (RFC 6587) or UDP (RFC 5426). */
@NullMarked
package dev.praxis.audit.sink.syslog;

import org.jspecify.annotations.NullMarked;
