/** Time stamps of an authority outside (RFC 3161), for checkpoints of the audit log and any other file. Optional. */
module dev.praxis.timestamp {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;
    requires java.net.http;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;

    exports dev.praxis.timestamp;
}
