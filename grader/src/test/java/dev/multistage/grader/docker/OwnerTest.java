package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final Owner THIS = Owner.thisProcess();

    @Test
    void thisProcessIsNotGone() {
        assertFalse(THIS.gone());
        assertFalse(Owner.parse(THIS.text()).orElseThrow().gone());
    }

    @Test
    void aProcessThatEndedIsGoneEvenIfItsIdIsUsedAgain() {
        assertTrue(new Owner(THIS.host(), THIS.pid(), THIS.started() - 60_000).gone());
        assertTrue(new Owner(THIS.host(), Long.MAX_VALUE, THIS.started()).gone());
    }

    @Test
    void processesOfOtherMachinesAreNeverCalledGone() {
        assertFalse(new Owner("00000000", Long.MAX_VALUE, 0).gone());
    }

    @Test
    void tagsAreNewEachTimeAndNameTheirProcess() {
        String tag = Owner.newTag();
        assertNotEquals(tag, Owner.newTag());
        assertEquals(Optional.of(THIS), Owner.ofName(tag));
    }

    @Test
    void foreignLabelsAndTagsAreNobodys() {
        assertEquals(Optional.empty(), Owner.parse(""));
        assertEquals(Optional.empty(), Owner.parse("yes"));
        assertEquals(Optional.empty(), Owner.ofName("golang:1.26-alpine"));
    }

    @Test
    void imagesInARegistryOfAGradeNameTheirProcessByTagAndByDigest() {
        String name = Owner.repository("localhost:5000", "app");
        assertEquals(Optional.of(THIS), Owner.ofName(name + ":1"));
        assertEquals(Optional.of(THIS), Owner.ofName(name + "@sha256:" + "a".repeat(64)));
        assertEquals(Optional.empty(), Owner.ofName("localhost:5000/team/app:1"));
    }
}
