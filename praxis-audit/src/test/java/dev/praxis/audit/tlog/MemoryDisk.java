package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.FileOperations;
import dev.praxis.signing.note.NoteSigner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Files of logs that need not survive a power loss: made for tests of those who read them. */
public final class MemoryDisk extends FileOperations {

    @Override
    public void force(FileChannel file) {
        // nothing is waited for
    }

    @Override
    public void forceDirectory(Path directory) {
        // nothing is waited for
    }

    /** The tree of a log. */
    public static MerkleLog open(Path log, NoteSigner signer) throws IOException {
        return MerkleLog.open(log, signer, new MemoryDisk());
    }
}
