/**
 * What we know of each test framework: how to recognise it, install it, seed it, shuffle it, select one test and find its
 * report. Adapters say what to run and never run attempts themselves. Imports {@code domain} and {@code results}. Start at
 * {@link dev.flakydetector.adapter.FrameworkAdapter}.
 */
@NullMarked
package dev.flakydetector.adapter;

import org.jspecify.annotations.NullMarked;
