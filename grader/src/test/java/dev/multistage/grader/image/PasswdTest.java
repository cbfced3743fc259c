package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PasswdTest {

    private final Passwd passwd =
            Passwd.parse(
                    """
                    root:x:0:0:root:/root:/bin/sh
                    # a comment, and a line that is none
                    broken
                    app:x:1000:1000::/home/app:/bin/sh
                    toor:x:0:0::/:
                    2000:x:0:0::/:
                    """
                            .getBytes(StandardCharsets.UTF_8));

    @Test
    void resolvesUsersAsTheEngineDoes() {
        assertUid(0, "");
        assertUid(0, ":5");
        assertUid(1000, "app");
        assertUid(1000, "app:staff");
        assertUid(1000, "1000");
        assertUid(65532, "65532:65532");
        assertUid(0, "0:0");
        assertUid(0, "0000");
    }

    @Test
    void seesThroughAccountsThatAreRootUnderAnotherName() {
        assertUid(0, "toor");
        assertUid(0, "2000");
    }

    @Test
    void knowsNoUidForNamesThatAreMissing() {
        assertEquals(OptionalLong.empty(), passwd.uid("nobody"));
        assertEquals(OptionalLong.empty(), Passwd.NONE.uid("app"));
        assertEquals(OptionalLong.empty(), passwd.uid("-1"));
        assertEquals(OptionalLong.empty(), passwd.uid("4294967296"));
        assertEquals(OptionalLong.empty(), passwd.uid("$USER"));
    }

    private void assertUid(long uid, String user) {
        assertEquals(OptionalLong.of(uid), passwd.uid(user), user);
    }
}
