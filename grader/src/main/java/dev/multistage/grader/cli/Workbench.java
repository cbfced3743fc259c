package dev.multistage.grader.cli;

/** The {@code grade} command. */
public final class Workbench {
    private Workbench() {}

    public static void main(String[] args) {
        System.out.println("grade");
    }
}
