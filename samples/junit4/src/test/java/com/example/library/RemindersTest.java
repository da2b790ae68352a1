package com.example.library;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

@RunWith(Parameterized.class)
public class RemindersTest {

    @Parameterized.Parameters(name = "{0} days late")
    public static List<Object[]> days() {
        return Arrays.asList(new Object[] {0}, new Object[] {3});
    }

    private final int late;

    public RemindersTest(int late) {
        this.late = late;
    }

    @Test
    public void countsDays() {
        assertEquals(late, Reminders.daysLate(14, 14 + late));
    }

    /** Random by the seed that the detector hands out. */
    @Test
    public void remindsMomo() {
        String seed = System.getenv().containsKey("TEST_SEED") ? System.getenv("TEST_SEED") : "1";
        Reminders reminders = new Reminders(new Random(Long.parseLong(seed) * 7919 + late));
        assertTrue(reminders.draw(Arrays.asList("Momo", "Gigi", "Beppo", "Nino"), 3).contains("Momo"));
    }
}
