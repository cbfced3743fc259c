package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ImageNameTest {

    @Test
    void aNameWithoutATagMeansLatest() {
        assertEquals(new ImageName("alpine", "latest"), ImageName.parse("alpine"));
    }

    @Test
    void thePortOfARegistryIsNoTag() {
        assertEquals(
                new ImageName("localhost:5000/team/app", "latest"),
                ImageName.parse("localhost:5000/team/app"));
        assertEquals(
                new ImageName("localhost:5000/team/app", "1.2"),
                ImageName.parse("localhost:5000/team/app:1.2"));
    }
}
