package dev.flakydetector.domain;

/**
 * What a tool printed about a failure; untrusted text.
 *
 * @param type the exception or kind of failure; empty where the tool names none
 * @param message the first thing that a person would read
 * @param detail the stack trace or log, possibly long
 */
public record Failure(String type, String message, String detail) {}
