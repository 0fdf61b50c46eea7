package dev.praxis.store.sqlite;

import dev.praxis.api.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses file systems of which another machine may change the files. In WAL mode SQLite keeps the index of its log in memory
 * that all processes map from one file, and locks parts of it: with two kernels there are two such memories, and each
 * overwrites what the other has committed. Immutable and thread-safe.
 */
final class FileSystems {

    /**
     * As Linux, macOS and the BSDs call them. Not 9p, virtiofs and overlay: they are also the only disk of many a container
     * or virtual machine, and those that cannot map memory say so when SQLite asks for it.
     */
    private static final Set<String> REMOTE = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "coda",
            "ncpfs",
            "davfs",
            "webdav",
            // of clusters
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "gfs2",
            "ocfs2",
            "orangefs",
            "pvfs2",
            // of the host of a virtual machine
            "vboxsf",
            "vmhgfs",
            "prl_fs",
            // in user space
            "fuse.sshfs",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.blobfuse2",
            "fuse.ceph",
            "fuse.ceph-fuse",
            "fuse.glusterfs",
            "fuse.juicefs",
            "fuse.mfs",
            "fuse.curlftpfs",
            "fuse.smbnetfs",
            "fuse.davfs",
            "fuse.vmhgfs-fuse");

    /** Knows the file system of a path. */
    @FunctionalInterface
    interface Types {

        /**
         * The name that the system gives to the type.
         *
         * @throws NoSuchFileException if there is nothing at the path
         * @throws IOException if the system does not say
         */
        String of(Path path) throws IOException;
    }

    private final Types types;

    FileSystems(Types types) {
        this.types = types;
    }

    static FileSystems ofThisMachine() {
        return new FileSystems(path -> Files.getFileStore(path).type());
    }

    /**
     * Lets pass what is local, or is not known.
     *
     * @param file the file, which may be there or not
     * @throws InvalidArgumentException if its file system is one of those that are not for this
     */
    void requireLocal(Path file) {
        String type = type(file);
        if (REMOTE.contains(type)) {
            throw new InvalidArgumentException("a SQLite store cannot be at " + file + ": its file system is " + type
                    + ", where other machines can change it, and SQLite would damage it; name a path on a local disk, or a"
                    + " PostgreSQL store for several machines");
        }
    }

    private String type(Path file) {
        try {
            return types.of(file).toLowerCase(Locale.ROOT);
        } catch (NoSuchFileException e) {
            Path parent = file.getParent();
            return parent == null ? "" : type(parent);
        } catch (IOException e) {
            // In a chroot, for example. What is not known is not refused.
            return "";
        }
    }
}
