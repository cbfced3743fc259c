package dev.multistage.grader.check;

import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Passwd;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The user that runs an image's program, as the kernel sees it. Root, who may change everything,
 * and a user that does not exist stand for everybody.
 *
 * @param name what it is called in a message
 * @param uid its number; -1 for everybody
 * @param gids the numbers of its groups
 * @param home its home folder; may be empty
 */
record RunUser(String name, long uid, Set<Long> gids, String home) {

    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;

    static RunUser of(Image image) {
        String user = image.config().user();
        OptionalLong uid = image.passwd().uid(user);
        if (uid.isEmpty() || uid.getAsLong() == 0) {
            return new RunUser("everybody", -1, Set.of(), "");
        }
        Passwd.Account account =
                image.passwd()
                        .account(uid.getAsLong())
                        .orElse(new Passwd.Account(user, uid.getAsLong(), 0, "", ""));
        return new RunUser(
                "USER " + user + " (uid " + uid.getAsLong() + ")",
                uid.getAsLong(),
                gids(image, user, account),
                account.home());
    }

    /**
     * Returns the groups that an engine starts the user with: the one that USER names, or else that
     * of the account and all groups that list it.
     *
     * @see <a href="https://github.com/moby/sys/tree/main/user">moby/sys/user, GetExecUser</a>
     */
    private static Set<Long> gids(Image image, String user, Passwd.Account account) {
        int colon = user.indexOf(':');
        String group = colon < 0 ? "" : user.substring(colon + 1);
        Set<Long> gids = new HashSet<>();
        if (group.isEmpty()) {
            gids.add(account.gid());
        } else if (group.matches("[0-9]{1,9}")) {
            gids.add(Long.parseLong(group));
        }
        String file =
                new String(image.content("/etc/group").orElse(new byte[0]), StandardCharsets.UTF_8);
        for (String line : file.lines().toList()) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 4 && fields[2].matches("[0-9]{1,9}")) {
                boolean named = fields[0].equals(group);
                boolean listed =
                        group.isEmpty() && List.of(fields[3].split(",")).contains(account.name());
                if (named || listed) {
                    gids.add(Long.parseLong(fields[2]));
                }
            }
        }
        return gids;
    }

    /** An owner may always change the mode, so what it owns is never safe from it. */
    boolean mayChange(FileEntry entry) {
        boolean others = (entry.mode() & OTHERS_WRITE) != 0;
        boolean group = (entry.mode() & GROUP_WRITES) != 0 && gids.contains(entry.gid());
        boolean sticky = entry.type() == FileType.DIRECTORY && (entry.mode() & STICKY) != 0;
        return entry.uid() == uid || ((others || group) && !sticky);
    }
}
