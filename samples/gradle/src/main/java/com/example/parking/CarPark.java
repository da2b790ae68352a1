package com.example.parking;

import java.util.ArrayList;
import java.util.List;

/** Places for cars, and a till that is one for all car parks. */
public final class CarPark {

    private static final List<Integer> TILL = new ArrayList<>();

    private final int places;
    private int cars;

    public CarPark(int places) {
        this.places = places;
    }

    /** Whether there was a place left. */
    public boolean enter() {
        if (cars == places) {
            return false;
        }
        cars++;
        return true;
    }

    public void leave(int minutes) {
        cars--;
        TILL.add(fee(minutes));
    }

    /** Two for each hour begun. */
    public static int fee(int minutes) {
        return (minutes + 59) / 60 * 2;
    }

    public static int taken() {
        return TILL.stream().mapToInt(Integer::intValue).sum();
    }
}
