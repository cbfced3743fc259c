package dev.multistage.grader.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The accounts of an image: what its {@code /etc/passwd} says. */
public record Passwd(List<Account> accounts) {

    /** No accounts, as in {@code FROM scratch}. */
    public static final Passwd NONE = new Passwd(List.of());

    private static final long LARGEST_ID = Integer.MAX_VALUE;

    /**
     * One account.
     *
     * @param name login name
     * @param uid user id
     * @param gid id of its group
     * @param home home directory
     * @param shell login shell; may be empty
     */
    public record Account(String name, long uid, long gid, String home, String shell) {}

    public Passwd {
        accounts = List.copyOf(accounts);
    }

    /** Reads a passwd file; lines that are none are left out. */
    public static Passwd parse(byte[] content) {
        List<Account> accounts = new ArrayList<>();
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> account(line.strip()).ifPresent(accounts::add));
        return new Passwd(accounts);
    }

    private static Optional<Account> account(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length < 4 || fields[0].isEmpty()) {
            return Optional.empty();
        }
        OptionalLong uid = number(fields[2]);
        OptionalLong gid = number(fields[3]);
        if (uid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Account(
                        fields[0],
                        uid.getAsLong(),
                        gid.orElse(0),
                        fields.length > 5 ? fields[5] : "",
                        fields.length > 6 ? fields[6] : ""));
    }

    /**
     * Returns the user id that an engine starts a container with for this {@code USER}: empty means
     * root; the first account wins whose name <em>or number</em> is what was written; a number
     * without account stands for itself. Empty if the name is unknown: such a container does not
     * start.
     *
     * @param user what {@code USER} says: {@code name}, {@code uid}, {@code name:group} or {@code
     *     uid:gid}
     * @see <a href="https://github.com/moby/sys/tree/main/user">moby/sys/user, GetExecUser</a>
     */
    public OptionalLong uid(String user) {
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        if (name.isEmpty()) {
            return OptionalLong.of(0);
        }
        for (Account account : accounts) {
            if (account.name.equals(name) || Long.toString(account.uid).equals(name)) {
                return OptionalLong.of(account.uid);
            }
        }
        return number(name);
    }

    /** Returns the account with this user id. */
    public Optional<Account> account(long uid) {
        return accounts.stream().filter(account -> account.uid == uid).findFirst();
    }

    private static OptionalLong number(String text) {
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(text);
        return value >= 0 && value <= LARGEST_ID ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
