/**
 * What rides along in a test's JVM in a shuffled attempt, and shuffles there what no option of the test tool can: the
 * methods of JUnit 3, JUnit 4 and TestNG classes. It tells JUnit 5 the seed, too. Imports ASM alone (and TestNG, where the
 * project has it), runs on Java 8, and never breaks a test run; its
 * pom holds it to null checks. Start at {@link dev.flakydetector.agent.ShuffleAgent}.
 */
package dev.flakydetector.agent;
