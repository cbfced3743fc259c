package dev.multistage.grader.grading;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.exercise.Declaration.Plant;
import dev.multistage.grader.image.Secret;
import java.io.InputStream;
import java.util.List;
import java.util.Random;

/**
 * What is planted into a build context, as if it lay in the learner's folder: it goes through their
 * .dockerignore like everything else, and is never written to a disk.
 */
final class Plants {

    static final int PACK_BYTES = 30_000_000;

    private static final String PACK =
            ".git/objects/pack/pack-5e1f0c7a9b3d24680ace13579bdf02468ace1357.pack";

    private static final int PLAIN = 0644;

    private Plants() {}

    /** Returns a tree with these plants in it. */
    static FileTree into(FileTree tree, List<Plant> plants, String nonce) {
        FileTree planted = tree;
        for (Plant plant : plants) {
            planted =
                    switch (plant) {
                        case GIT -> withGit(planted);
                        case SECRET ->
                                planted.with(
                                        ".env",
                                        "# settings of this machine\nSECRET_TOKEN="
                                                + secretText(nonce)
                                                + "\n");
                    };
        }
        return planted;
    }

    /** Returns the secrets among these plants. */
    static List<Secret> secrets(List<Plant> plants, String nonce) {
        return plants.contains(Plant.SECRET)
                ? List.of(new Secret("the planted secret of .env", secretText(nonce)))
                : List.of();
    }

    /** Bytes that do not compress, and always the same ones, so that the build cache stays warm. */
    private static FileTree withGit(FileTree tree) {
        return tree.with(".git/HEAD", "ref: refs/heads/main\n")
                .with(".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")
                .with(TreeEntry.file(PACK, PACK_BYTES, PLAIN, () -> new Noise(PACK_BYTES)));
    }

    /** The nonce is public: the app answers with it. So the secret is made from it one-way. */
    private static String secretText(String nonce) {
        return Digest.of("secret " + nonce).half();
    }

    /** So many bytes of the sequence that {@link Random} is specified to make from a seed. */
    private static final class Noise extends InputStream {

        private final Random random = new Random(12);
        private long left;

        Noise(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            for (int i = 0; i < count; i++) {
                into[offset + i] = (byte) (random.nextInt() >> 24);
            }
            left -= count;
            return count;
        }
    }
}
