/**
 * What every test framework is asked: how to recognise it, install it, seed it, shuffle it, select one test and find its
 * report. The answers stand in a room for each language ({@code npm}, {@code python}, {@code jvm}, {@code go}), which do not
 * know each other; {@code choice} knows them all. Here are the port and what each of them needs: the machine's programs, the
 * project's files, our own files that test tools load. Imports {@code domain} and {@code results}. Start at
 * {@link dev.flakydetector.adapter.FrameworkAdapter}.
 */
@NullMarked
package dev.flakydetector.adapter;

import org.jspecify.annotations.NullMarked;
